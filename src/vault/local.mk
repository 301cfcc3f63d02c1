noinst_LIBRARIES += libvault.a
libvault_a_SOURCES = \
	src/vault/account.c src/vault/account.h \
	src/vault/authkeys.c src/vault/authkeys.h \
	src/vault/hash.c src/vault/hash.h \
	src/vault/key.c src/vault/key.h \
	src/vault/keyfile.c src/vault/keyfile.h \
	src/vault/keyring.c src/vault/keyring.h \
	src/vault/noise.c src/vault/noise.h \
	src/vault/secret.c src/vault/secret.h \
	src/vault/slots.c src/vault/slots.h \
	src/vault/xk.c src/vault/xk.h
