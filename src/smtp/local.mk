bin_PROGRAMS += smtp-lite
smtp_lite_SOURCES = src/smtp/main.c
smtp_lite_LDADD = libsmtp.a libvault.a libusers.a libconn.a libproto.a libsandbox.a libbase.a \
	$(SODIUM_LIBS)

noinst_LIBRARIES += libsmtp.a
libsmtp_a_SOURCES = \
	src/smtp/complain.c src/smtp/complain.h \
	src/smtp/compose.c src/smtp/compose.h \
	src/smtp/config.c src/smtp/config.h \
	src/smtp/dial.c src/smtp/dial.h \
	src/smtp/dial_child.c src/smtp/dial_child.h \
	src/smtp/dialogue.c src/smtp/dialogue.h \
	src/smtp/fields.c src/smtp/fields.h \
	src/smtp/headers.c src/smtp/headers.h \
	src/smtp/interactive.c src/smtp/interactive.h \
	src/smtp/login.c src/smtp/login.h \
	src/smtp/message.c src/smtp/message.h \
	src/smtp/opening.c src/smtp/opening.h \
	src/smtp/options.c src/smtp/options.h \
	src/smtp/outgoing.c src/smtp/outgoing.h \
	src/smtp/progress.c src/smtp/progress.h \
	src/smtp/replies.c src/smtp/replies.h \
	src/smtp/secret.c src/smtp/secret.h \
	src/smtp/secure.c src/smtp/secure.h \
	src/smtp/send.c src/smtp/send.h \
	src/smtp/target.c src/smtp/target.h \
	src/smtp/tls.c src/smtp/tls.h \
	src/smtp/trust.c src/smtp/trust.h
