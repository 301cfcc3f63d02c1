/*
 * config.h - the client's settings: smtp-lite.conf(5), and the options
 * that stand for its keys.
 */
#ifndef SMTP_CONFIG_H
#define SMTP_CONFIG_H

#include "base/limits.h"
#include "base/keyvalue.h"

struct config {
	char server[LIM_FILE];
	char login[LIM_LOGIN + 1];
	char password_file[LIM_FILE];
	char password_command[LIM_FILE];
	char pin[64];
	char known_hosts[LIM_FILE];
	char key[LIM_FILE];
	char helo[LIM_DOMAIN + 1];
	char from[LIM_FILE]; /* `<>` is the null sender */
	char domain[LIM_DOMAIN + 1];
	/* As the server must prove itself in TLS, if these are not empty. */
	char tls_pin[LIM_FILE], tls_ca[LIM_FILE];
	char tls_program[LIM_FILE];
	uint64_t timeout; /* seconds */
	enum {
		CONFIG_TLS_DEFAULT,
		CONFIG_TLS_OFF,
		CONFIG_TLS_STARTTLS,
		CONFIG_TLS_IMPLICIT
	} tls;
	bool plain;
};

/* Sets the defaults, then reads the system's file, then the user's. A file
 * may be missing. False: complaints have been reported through R. */
bool config_read(struct config *c, struct report *r);
/* Sets one key; a keyvalue_set for a struct config. */
const char *config_set(void *arg, struct bytes name, struct bytes value);

/* The folder of the user's files, so short that each of their paths fits into
 * LIM_FILE; NULL if there is none. A longer one ends the program: to pass
 * over the user's pin would not do. */
const char *config_folder(void);
/* Makes it, and the folders above it, where they are missing. False: the reason
 * was reported. */
bool config_make_folder(struct report *r);
/* The calling user's name, which is the local part of the default sender, and
 * full name, as far as the system knows them. */
const char *config_user(void);
struct bytes config_full_name(void);

#endif
