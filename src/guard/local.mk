noinst_LIBRARIES += libguard.a
libguard_a_SOURCES = src/guard/guard.h src/guard/session.h \
	src/guard/failures.c \
	src/guard/noise.c \
	src/guard/login.c \
	src/guard/mail.c \
	src/guard/mailbox.c \
	src/guard/message.c \
	src/guard/open.c \
	src/guard/pop3.c \
	src/guard/proxy.c \
	src/guard/serve.c \
	src/guard/smtp.c \
	src/guard/split.c \
	src/guard/starter.c \
	src/guard/summary.c \
	src/guard/tls.c
if TEACHING
libguard_a_SOURCES += src/guard/service_teaching.h src/guard/teaching.h \
	src/guard/mail_teaching.c \
	src/guard/names_teaching.c \
	src/guard/pop3_teaching.c \
	src/guard/signup_teaching.c \
	src/guard/smtp_teaching.c \
	src/guard/watch_teaching.c
endif
