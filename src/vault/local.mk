noinst_LIBRARIES += libvault.a
libvault_a_SOURCES = \
	src/vault/noise.c src/vault/noise.h \
	src/vault/resolve.c \
	src/vault/users.c src/vault/users.h \
	src/vault/xk.c src/vault/xk.h
