sbin_PROGRAMS += smtpd-lite
smtpd_lite_SOURCES = src/smtpd/main.c
smtpd_lite_LDADD = libsmtpd.a libwire.a liblisten.a libguard.a libvault.a libusers.a libstore.a libconn.a libproto.a \
	libsandbox.a libbase.a $(SODIUM_LIBS)

noinst_LIBRARIES += libsmtpd.a
libsmtpd_a_SOURCES = \
	src/smtpd/auth.c \
	src/smtpd/body.c \
	src/smtpd/data.c \
	src/smtpd/hello.c \
	src/smtpd/mail.c \
	src/smtpd/reply.c src/smtpd/reply.h \
	src/smtpd/say.c \
	src/smtpd/session.c src/smtpd/session.h src/smtpd/smtpd.h \
	src/smtpd/verbs.c
if TEACHING
libsmtpd_a_SOURCES += \
	src/smtpd/verbs_teaching.c src/smtpd/verbs_teaching.h \
	src/smtpd/watch_teaching.c src/smtpd/watch_teaching.h
smtpd_lite_SOURCES += src/smtpd/dialect_teaching.c
else
smtpd_lite_SOURCES += src/smtpd/dialect_strict.c
endif
