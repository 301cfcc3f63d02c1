noinst_LIBRARIES += libvault.a
libvault_a_SOURCES = \
	src/vault/account.c src/vault/account.h \
	src/vault/aliases.c src/vault/aliases.h \
	src/vault/authkeys.c src/vault/authkeys.h \
	src/vault/cdb.h \
	src/vault/change.c src/vault/change.h \
	src/vault/edit.c src/vault/edit.h \
	src/vault/expand.c src/vault/walk.h \
	src/vault/hash.c src/vault/hash.h \
	src/vault/index.c src/vault/index.h \
	src/vault/key.c src/vault/key.h \
	src/vault/keyfile.c src/vault/keyfile.h \
	src/vault/keys.c src/vault/keys.h \
	src/vault/lookup.c \
	src/vault/noise.c src/vault/noise.h \
	src/vault/resolve.c \
	src/vault/rewrite.c \
	src/vault/slots.c src/vault/slots.h \
	src/vault/users.c src/vault/users.h \
	src/vault/xk.c src/vault/xk.h
