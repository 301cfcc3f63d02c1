noinst_LIBRARIES += libproto.a
libproto_a_SOURCES = \
	src/proto/args.c src/proto/args.h \
	src/proto/dot.c src/proto/dot.h \
	src/proto/mailargs.c src/proto/mailargs.h \
	src/proto/noiseline.c src/proto/noiseline.h \
	src/proto/path.c src/proto/path.h \
	src/proto/record.c src/proto/record.h \
	src/proto/sasl.c src/proto/sasl.h \
	src/proto/stuff.c src/proto/stuff.h \
	src/proto/trace.c src/proto/trace.h \
	src/proto/transcript.c src/proto/transcript.h \
	src/proto/tunnel.c src/proto/tunnel.h \
	src/proto/wireline.c src/proto/wireline.h
