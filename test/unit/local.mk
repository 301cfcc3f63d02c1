# Unit programs: test/unit/NAME is made from test/unit/NAME.c and linked with
# what it needs of all zones. Each is a test of unit.bats.
check_PROGRAMS += \
	test/unit/args_test \
	test/unit/authkeys_test \
	test/unit/base64_test \
	test/unit/bytes_test \
	test/unit/claims_test \
	test/unit/cmdline_test \
	test/unit/connection_test \
	test/unit/counters_test \
	test/unit/defaults_test \
	test/unit/deliver_faults_test \
	test/unit/deliver_test \
	test/unit/dot_test \
	test/unit/expand_test \
	test/unit/failures_test \
	test/unit/filename_test \
	test/unit/files_test \
	test/unit/guard_faults_test \
	test/unit/guard_test \
	test/unit/guard_walk_test \
	test/unit/hash_test \
	test/unit/headers_test \
	test/unit/hostile_relay_test \
	test/unit/index_test \
	test/unit/ip_test \
	test/unit/keyring_test \
	test/unit/known_test \
	test/unit/login_test \
	test/unit/maildir_test \
	test/unit/noise_test \
	test/unit/outgoing_test \
	test/unit/path_test \
	test/unit/proxy_test \
	test/unit/record_test \
	test/unit/replies_test \
	test/unit/runfile_owner_test \
	test/unit/runfile_test \
	test/unit/sasl_test \
	test/unit/signals_test \
	test/unit/slots_test \
	test/unit/sources_test \
	test/unit/startnoise_test \
	test/unit/states_test \
	test/unit/stuff_test \
	test/unit/textfile_faults_test \
	test/unit/tls_need_test \
	test/unit/trace_test \
	test/unit/users_test
if SANDBOX_LINUX
check_PROGRAMS += test/unit/guarded_test test/unit/sandbox_test test/unit/talk_test
FILTERED = -DFILTERED
endif
# It is told whether there is a filter, so that it has flags of its own.
test_unit_files_test_CPPFLAGS = $(AM_CPPFLAGS) $(FILTERED)
if TEACHING
check_PROGRAMS += test/unit/teaching_test
endif
# System calls that failing.h makes fail.
FAILING = $(AM_LDFLAGS) -fno-lto \
	-Wl,--wrap=close,--wrap=closedir,--wrap=fchmod,--wrap=fchown \
	-Wl,--wrap=fcntl,--wrap=fdopendir,--wrap=flock,--wrap=fstat \
	-Wl,--wrap=fstatat,--wrap=fstatfs,--wrap=fsync,--wrap=ftruncate \
	-Wl,--wrap=getrandom,--wrap=linkat,--wrap=mkdirat,--wrap=open,--wrap=openat \
	-Wl,--wrap=pread,--wrap=read,--wrap=readdir,--wrap=renameat \
	-Wl,--wrap=sync_file_range,--wrap=syscall,--wrap=unlinkat \
	-Wl,--wrap=write
test_unit_deliver_faults_test_LDFLAGS = $(FAILING)
test_unit_guard_faults_test_LDFLAGS = $(FAILING)
test_unit_guard_walk_test_LDFLAGS = $(AM_LDFLAGS) -fno-lto \
	-Wl,--wrap=poll,--wrap=crypto_pwhash
test_unit_login_test_LDFLAGS = $(AM_LDFLAGS) -fno-lto -Wl,--wrap=poll
test_unit_maildir_test_LDFLAGS = $(FAILING)
test_unit_textfile_faults_test_LDFLAGS = $(FAILING)
LDADD = libctl.a libsmtp.a liblisten.a libguard.a libvault.a libusers.a libstore.a \
	libconn.a libproto.a libsandbox.a libbase.a $(SODIUM_LIBS)
EXTRA_DIST += test/vectors \
	test/unit/asks.h \
	test/unit/confined.h \
	test/unit/constant.c \
	test/unit/delivering.h \
	test/unit/dot_reference.h \
	test/unit/failing.h \
	test/unit/failing_disk.h \
	test/unit/guard_fakes.h \
	test/unit/guard_oracle.h \
	test/unit/guard_oracle_login.h \
	test/unit/guard_steps.h \
	test/unit/guard_take.h \
	test/unit/guard_walk.h \
	test/unit/hostile.h \
	test/unit/relaying.h \
	test/unit/scratch.h \
	test/unit/stuff_reference.h \
	test/unit/table.h \
	test/unit/unit.h \
	test/unit/vectors.h

# Of TLS, which has a library of its own.
tls_tests = test/unit/keyproc_test test/unit/pair_test \
	test/unit/relay_halves_test test/unit/relay_test
tls_cppflags = $(AM_CPPFLAGS) $(GNUTLS_CFLAGS)
tls_ldadd = libtls.a libsandbox.a libbase.a $(GNUTLS_LIBS)
if TLS
check_PROGRAMS += $(tls_tests)
test_unit_keyproc_test_CPPFLAGS = $(tls_cppflags)
test_unit_keyproc_test_LDADD = $(tls_ldadd)
test_unit_pair_test_CPPFLAGS = $(tls_cppflags)
test_unit_pair_test_LDFLAGS = $(AM_LDFLAGS) -fno-lto -Wl,--wrap=clock_wall
test_unit_pair_test_LDADD = $(tls_ldadd)
test_unit_relay_halves_test_CPPFLAGS = $(tls_cppflags)
test_unit_relay_halves_test_LDADD = $(tls_ldadd)
test_unit_relay_test_CPPFLAGS = $(tls_cppflags)
test_unit_relay_test_LDADD = $(tls_ldadd)
endif
if SANDBOX_LINUX
check_PROGRAMS += test/unit/tls_sandbox_test
endif
