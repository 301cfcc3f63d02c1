noinst_LIBRARIES += liblisten.a
liblisten_a_SOURCES = \
	src/listen/listen.c src/listen/listen.h \
	src/listen/refusals.c src/listen/refusals.h \
	src/listen/reread.c src/listen/reread.h \
	src/listen/sessions.c src/listen/sessions.h \
	src/listen/sockets.c src/listen/sockets.h
