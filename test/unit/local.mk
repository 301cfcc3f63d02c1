# Unit programs: one paragraph each.
GUARD_LIBS = libguard.a libvault.a libusers.a libstore.a libconn.a libproto.a libsandbox.a \
	libbase.a $(SODIUM_LIBS)
UNIT = $(AM_CPPFLAGS) -I$(srcdir)/test/unit -I$(srcdir)/test
EXTRA_DIST += test/unit/asks.h test/unit/confined.h test/unit/hostile.h test/unit/scratch.h test/unit/unit.h \
	test/unit/vectors.h test/unit/dot_reference.h test/unit/stuff_reference.h
EXTRA_DIST += test/vectors/make.py test/vectors/noise.txt \
	test/vectors/convert.py test/vectors/page.py

check_PROGRAMS += bytes_test
bytes_test_SOURCES = test/unit/bytes_test.c
bytes_test_CPPFLAGS = $(UNIT)
bytes_test_LDADD = libbase.a

check_PROGRAMS += args_test
args_test_SOURCES = test/unit/args_test.c
args_test_CPPFLAGS = $(UNIT)
args_test_LDADD = libconn.a libproto.a libbase.a

check_PROGRAMS += dot_test
dot_test_SOURCES = test/unit/dot_test.c
dot_test_CPPFLAGS = $(UNIT)
dot_test_LDADD = libconn.a libproto.a libbase.a

check_PROGRAMS += path_test
path_test_SOURCES = test/unit/path_test.c
path_test_CPPFLAGS = $(UNIT)
path_test_LDADD = libconn.a libproto.a libbase.a

check_PROGRAMS += trace_test
trace_test_SOURCES = test/unit/trace_test.c
trace_test_CPPFLAGS = $(UNIT)
trace_test_LDADD = libstore.a libconn.a libproto.a libbase.a

check_PROGRAMS += cmdline_test
cmdline_test_SOURCES = test/unit/cmdline_test.c
cmdline_test_CPPFLAGS = $(UNIT)
cmdline_test_LDADD = libconn.a libproto.a libbase.a

EXTRA_DIST += test/unit/table.h
check_PROGRAMS += expand_test
expand_test_SOURCES = test/unit/expand_test.c
expand_test_CPPFLAGS = $(UNIT)
expand_test_LDADD = libctl.a libvault.a libusers.a libbase.a

check_PROGRAMS += users_test
users_test_SOURCES = test/unit/users_test.c
users_test_CPPFLAGS = $(UNIT)
users_test_LDADD = libctl.a libvault.a libusers.a libbase.a

check_PROGRAMS += index_test
index_test_SOURCES = test/unit/index_test.c
index_test_CPPFLAGS = $(UNIT)
index_test_LDADD = libctl.a libvault.a libusers.a libbase.a

check_PROGRAMS += base64_test
base64_test_SOURCES = test/unit/base64_test.c
base64_test_CPPFLAGS = $(UNIT)
base64_test_LDADD = libbase.a

check_PROGRAMS += noise_test
noise_test_SOURCES = test/unit/noise_test.c
noise_test_CPPFLAGS = $(UNIT)
noise_test_LDADD = libconn.a libproto.a libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += connection_test
connection_test_SOURCES = test/unit/connection_test.c
connection_test_CPPFLAGS = $(UNIT)
connection_test_LDADD = libconn.a libproto.a libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += record_test
record_test_SOURCES = test/unit/record_test.c
record_test_CPPFLAGS = $(UNIT)
record_test_LDADD = libconn.a libproto.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += startnoise_test
startnoise_test_SOURCES = test/unit/startnoise_test.c
startnoise_test_CPPFLAGS = $(UNIT)
startnoise_test_LDADD = libconn.a libproto.a libbase.a

check_PROGRAMS += sasl_test
sasl_test_SOURCES = test/unit/sasl_test.c
sasl_test_CPPFLAGS = $(UNIT)
sasl_test_LDADD = libconn.a libproto.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += keyring_test
keyring_test_SOURCES = test/unit/keyring_test.c
keyring_test_CPPFLAGS = $(UNIT)
keyring_test_LDADD = libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += hash_test
hash_test_SOURCES = test/unit/hash_test.c
hash_test_CPPFLAGS = $(UNIT)
hash_test_LDADD = libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += slots_test
slots_test_SOURCES = test/unit/slots_test.c
slots_test_CPPFLAGS = $(UNIT)
slots_test_LDADD = libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += authkeys_test
authkeys_test_SOURCES = test/unit/authkeys_test.c
authkeys_test_CPPFLAGS = $(UNIT)
authkeys_test_LDADD = libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += defaults_test
defaults_test_SOURCES = test/unit/defaults_test.c
defaults_test_CPPFLAGS = $(UNIT) \
	-DEXAMPLE='"$(abs_builddir)/contrib/smtpd-lite.conf"'
defaults_test_LDADD = libbase.a

check_PROGRAMS += headers_test
headers_test_SOURCES = test/unit/headers_test.c
headers_test_CPPFLAGS = $(UNIT)
headers_test_LDADD = libsmtp.a libconn.a libproto.a libbase.a

check_PROGRAMS += replies_test
replies_test_SOURCES = test/unit/replies_test.c
replies_test_CPPFLAGS = $(UNIT)
replies_test_LDADD = libsmtp.a libbase.a

check_PROGRAMS += known_test
known_test_SOURCES = test/unit/known_test.c
known_test_CPPFLAGS = $(UNIT)
known_test_LDADD = libsmtp.a libvault.a libusers.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += outgoing_test
outgoing_test_SOURCES = test/unit/outgoing_test.c
outgoing_test_CPPFLAGS = $(UNIT)
outgoing_test_LDADD = libsmtp.a libconn.a libproto.a libbase.a $(SODIUM_LIBS)

check_PROGRAMS += stuff_test
stuff_test_SOURCES = test/unit/stuff_test.c
stuff_test_CPPFLAGS = $(UNIT)
stuff_test_LDADD = libconn.a libproto.a libbase.a

check_PROGRAMS += deliver_test
deliver_test_SOURCES = test/unit/deliver_test.c
deliver_test_CPPFLAGS = $(UNIT)
deliver_test_LDADD = libstore.a libbase.a

check_PROGRAMS += filename_test
filename_test_SOURCES = test/unit/filename_test.c
filename_test_CPPFLAGS = $(UNIT)
filename_test_LDADD = libstore.a libbase.a

check_PROGRAMS += states_test
states_test_SOURCES = test/unit/states_test.c
states_test_CPPFLAGS = $(UNIT)
states_test_LDADD = $(GUARD_LIBS)

if TEACHING
check_PROGRAMS += teaching_test
teaching_test_SOURCES = test/unit/teaching_test.c
teaching_test_CPPFLAGS = $(UNIT)
teaching_test_LDADD = $(GUARD_LIBS)
endif

check_PROGRAMS += guard_test
guard_test_SOURCES = test/unit/guard_test.c
guard_test_CPPFLAGS = $(UNIT)
guard_test_LDADD = $(GUARD_LIBS)

check_PROGRAMS += files_test
files_test_SOURCES = test/unit/files_test.c
files_test_CPPFLAGS = $(UNIT)
files_test_LDADD = $(GUARD_LIBS)
if SANDBOX_LINUX
files_test_CPPFLAGS += -DFILTERED
endif

check_PROGRAMS += claims_test
claims_test_SOURCES = test/unit/claims_test.c
claims_test_CPPFLAGS = $(UNIT)
claims_test_LDADD = $(GUARD_LIBS)

if SANDBOX_LINUX
check_PROGRAMS += sandbox_test
sandbox_test_SOURCES = test/unit/sandbox_test.c
sandbox_test_CPPFLAGS = $(UNIT)
sandbox_test_LDADD = libsandbox.a libbase.a

check_PROGRAMS += talk_test
talk_test_SOURCES = test/unit/talk_test.c
talk_test_CPPFLAGS = $(UNIT)
talk_test_LDADD = libsandbox.a libbase.a
endif
