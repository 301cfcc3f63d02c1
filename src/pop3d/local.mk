sbin_PROGRAMS += pop3d-lite
pop3d_lite_SOURCES = src/pop3d/main.c
pop3d_lite_LDADD = libpop3d.a libwire.a liblisten.a libguard.a libvault.a libusers.a libstore.a libconn.a libproto.a \
	libsandbox.a libbase.a $(SODIUM_LIBS)

noinst_LIBRARIES += libpop3d.a
libpop3d_a_SOURCES = \
	src/pop3d/ahead.c \
	src/pop3d/list.c \
	src/pop3d/login.c \
	src/pop3d/pop3d.h \
	src/pop3d/quit.c \
	src/pop3d/reply.c src/pop3d/reply.h \
	src/pop3d/retr.c \
	src/pop3d/say.c \
	src/pop3d/session.c src/pop3d/session.h \
	src/pop3d/verbs.c
if TEACHING
libpop3d_a_SOURCES += \
	src/pop3d/verbs_teaching.c src/pop3d/verbs_teaching.h
pop3d_lite_SOURCES += src/pop3d/dialect_teaching.c
else
pop3d_lite_SOURCES += src/pop3d/dialect_strict.c
endif
