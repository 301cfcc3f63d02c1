noinst_LIBRARIES += libusers.a
libusers_a_SOURCES = \
	src/users/aliases.c src/users/aliases.h \
	src/users/cdb.h \
	src/users/expand.c src/users/expand.h \
	src/users/index.c src/users/index.h \
	src/users/lookup.c \
	src/users/resolve.c \
	src/users/textfile.c src/users/textfile.h \
	src/users/textfile_rewrite.c \
	src/users/userline.c src/users/userline.h \
	src/users/users.c src/users/users.h \
	src/users/wanted.c
