noinst_LIBRARIES += libwire.a
libwire_a_SOURCES = \
	src/wire/ask.c src/wire/ask.h \
	src/wire/call.c src/wire/call.h \
	src/wire/noise.c \
	src/wire/login.c \
	src/wire/proxy.c \
	src/wire/reply.h \
	src/wire/session.c src/wire/session.h \
	src/wire/tls.c
if TEACHING
libwire_a_SOURCES += src/wire/ask_teaching.c src/wire/ask_teaching.h
endif
