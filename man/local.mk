dist_man_MANS += \
	man/smtp-lite.1 \
	man/smtp-lite.conf.5 \
	man/pop3d-lite.8 \
	man/smtpd-lite-noise.7 \
	man/smtpd-lite-teaching.7 \
	man/smtpd-lite-users.5 \
	man/smtpd-lite.8 \
	man/smtpd-lite.conf.5 \
	man/smtpd-litectl.8
