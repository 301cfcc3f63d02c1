noinst_LIBRARIES += libconn.a
libconn_a_SOURCES = \
	src/conn/conn.c src/conn/conn.h \
	src/conn/connio.c src/conn/connio.h \
	src/conn/layers.c src/conn/layers.h \
	src/conn/record.c src/conn/record.h \
	src/conn/transcript.c src/conn/transcript.h
