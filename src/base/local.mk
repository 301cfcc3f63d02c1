noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	src/base/addr.c src/base/addr.h \
	src/base/base64.c src/base/base64.h \
	src/base/bytes.c src/base/bytes.h \
	src/base/clock.c src/base/clock.h \
	src/base/conf.c src/base/conf.h \
	src/base/counters.c src/base/counters.h \
	src/base/datasync.c src/base/datasync.h \
	src/base/file.c src/base/file.h \
	src/base/ip.c src/base/ip.h \
	src/base/keyvalue.c src/base/keyvalue.h \
	src/base/limits.h \
	src/base/log.c src/base/log.h \
	src/base/noise_sizes.h \
	src/base/passfd.c src/base/passfd.h \
	src/base/peer.c src/base/peer.h \
	src/base/place.c src/base/place.h \
	src/base/report.c src/base/report.h \
	src/base/runfile.c src/base/runfile.h \
	src/base/signals.c src/base/signals.h \
	src/base/startup.c src/base/startup.h \
	src/base/tls_talk.h
