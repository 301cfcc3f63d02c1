noinst_LIBRARIES += libsandbox.a
libsandbox_a_SOURCES = src/sandbox/sandbox.h \
	src/sandbox/rlimits.c src/sandbox/rlimits.h
if SANDBOX_LINUX
libsandbox_a_SOURCES += src/sandbox/filter.h \
	src/sandbox/seccomp.c src/sandbox/seccomp_guard.c \
	src/sandbox/seccomp_tls.c \
	src/sandbox/landlock.c
endif
if SANDBOX_PLEDGE
libsandbox_a_SOURCES += src/sandbox/pledge.c
endif
if SANDBOX_NONE
libsandbox_a_SOURCES += src/sandbox/none.c
endif
