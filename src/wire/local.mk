noinst_LIBRARIES += libwire.a
libwire_a_SOURCES = \
	src/wire/noise.c \
	src/wire/login.c \
	src/wire/reply.h \
	src/wire/session.c src/wire/session.h
