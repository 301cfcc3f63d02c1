noinst_LIBRARIES += libproto.a
libproto_a_SOURCES = \
	src/proto/noiseline.c src/proto/noiseline.h \
	src/proto/record.c src/proto/record.h \
	src/proto/sasl.c src/proto/sasl.h \
	src/proto/transcript.c src/proto/transcript.h
