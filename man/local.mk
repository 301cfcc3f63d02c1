# The pages name the folders of this build, as the files of contrib do.
pages = \
	man/smtp-lite.1 \
	man/smtp-lite.conf.5 \
	man/pop3d-lite.8 \
	man/smtpd-lite-noise.7 \
	man/smtpd-lite-site.7 \
	man/smtpd-lite-users.5 \
	man/smtpd-lite.8 \
	man/smtpd-lite.conf.5 \
	man/smtpd-litectl.8 \
	man/tlsc-lite.8 \
	man/tlsd-lite.8
class_pages = man/smtpd-lite-teaching.7
man_MANS += $(pages)
if TEACHING
man_MANS += $(class_pages)
endif
CLEANFILES += $(pages) $(class_pages)

$(pages) $(class_pages): Makefile

EXTRA_DIST += $(pages:=.in) $(class_pages:=.in)
