sbin_PROGRAMS += smtpd-litectl
smtpd_litectl_SOURCES = \
	src/ctl/ctl.h \
	src/ctl/index.c \
	src/ctl/key.c \
	src/ctl/main.c \
	src/ctl/owner.c \
	src/ctl/password.c \
	src/ctl/user.c \
	src/ctl/userkey.c
smtpd_litectl_LDADD = libvault.a libstore.a libbase.a $(SODIUM_LIBS)
