noinst_LIBRARIES += libctl.a
libctl_a_SOURCES = \
	src/ctl/arrive.c \
	src/ctl/cdbmake.c src/ctl/cdbmake.h \
	src/ctl/check.c src/ctl/check.h \
	src/ctl/check_aliases.c \
	src/ctl/check_eyes.c \
	src/ctl/check_folders.c \
	src/ctl/check_secrets.c \
	src/ctl/check_tls.c \
	src/ctl/ctl.h \
	src/ctl/cure.c \
	src/ctl/dns.c \
	src/ctl/index.c \
	src/ctl/indexmake.c src/ctl/indexmake.h \
	src/ctl/key.c \
	src/ctl/match.c src/ctl/match.h \
	src/ctl/metrics.c \
	src/ctl/owner.c \
	src/ctl/password.c \
	src/ctl/progress.c src/ctl/progress.h \
	src/ctl/provision.c \
	src/ctl/stringset.c src/ctl/stringset.h \
	src/ctl/sysuser.c src/ctl/sysuser.h \
	src/ctl/user.c \
	src/ctl/userkey.c \
	src/ctl/wait.c \
	src/ctl/wait_inotify.c src/ctl/wait_inotify.h \
	src/ctl/words.c

sbin_PROGRAMS += smtpd-litectl
smtpd_litectl_SOURCES = src/ctl/main.c
smtpd_litectl_LDADD = libctl.a libvault.a libusers.a libstore.a libbase.a $(SODIUM_LIBS)
