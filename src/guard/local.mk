noinst_LIBRARIES += libguard.a
libguard_a_SOURCES = src/guard/guard.h src/guard/session.h src/guard/signup.h \
	src/guard/noise.c \
	src/guard/login.c \
	src/guard/mail.c \
	src/guard/mailbox.c \
	src/guard/make_signup.c \
	src/guard/names_signup.c \
	src/guard/message.c \
	src/guard/pop3.c \
	src/guard/serve.c \
	src/guard/smtp.c \
	src/guard/split.c \
	src/guard/watch.c src/guard/watch.h
