noinst_LIBRARIES += libproto.a
libproto_a_SOURCES = \
	src/proto/args.c src/proto/args.h \
	src/proto/cmdline.c src/proto/cmdline.h \
	src/proto/dot.c src/proto/dot.h \
	src/proto/mailargs.c src/proto/mailargs.h \
	src/proto/path.c src/proto/path.h \
	src/proto/proxy.c src/proto/proxy.h \
	src/proto/sasl.c src/proto/sasl.h \
	src/proto/startnoise.c src/proto/startnoise.h \
	src/proto/stuff.c src/proto/stuff.h \
	src/proto/trace.c src/proto/trace.h
