# TLS has processes of its own; nothing else links GnuTLS.
pkglibexecdir = $(libexecdir)/smtpd-lite
if TLS
pkglibexec_PROGRAMS = tlsd-lite tlsc-lite
tlsd_lite_SOURCES = src/tls/tlsd.c
tlsd_lite_LDADD = libtls.a libsandbox.a libbase.a $(GNUTLS_LIBS)
tlsc_lite_SOURCES = src/tls/tlsc.c
tlsc_lite_LDADD = $(tlsd_lite_LDADD)

noinst_LIBRARIES += libtls.a
libtls_a_CPPFLAGS = $(AM_CPPFLAGS) $(GNUTLS_CFLAGS)
tlsd_lite_CPPFLAGS = $(libtls_a_CPPFLAGS)
tlsc_lite_CPPFLAGS = $(libtls_a_CPPFLAGS)
libtls_a_SOURCES = \
	src/tls/cas.c src/tls/cas.h \
	src/tls/check.c src/tls/check.h \
	src/tls/keyproc.c src/tls/keyproc.h \
	src/tls/pair.c src/tls/pair.h \
	src/tls/proof.c src/tls/proof.h \
	src/tls/relay.c src/tls/relay.h \
	src/tls/signer.c \
	src/tls/stream.c src/tls/stream.h \
	src/tls/talk.c src/tls/talk.h \
	src/tls/ticket.c src/tls/ticket.h \
	src/tls/usage.c src/tls/usage.h
endif
