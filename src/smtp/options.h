/*
 * options.h - what the command line asks for.
 */
#ifndef SMTP_OPTIONS_H
#define SMTP_OPTIONS_H

#include "smtp/config.h"

struct options {
	struct config config;
	enum {
		MODE_SEND,
		MODE_TALK,  /* --interactive */
		MODE_PASS,  /* -bs: SMTP through us, octet by octet */
		MODE_QUEUE, /* -bp, -q: there is none */
		MODE_NEW_KEY
	} mode;
	bool sendmail;    /* called by that name */
	bool from_header; /* -t: recipients stand in the header */
	bool ignore_dot;  /* -i: one alone is no end of the message */
	bool tofu, verbose;
	const char *full_name; /* -F */
	const char *new_key;
	char *const *recipients;
	int recipients_n;
};

/* Reads the configuration and the command line. Ends the program after
 * --help, --version, -bp and -q, and after an error in either. */
void options_read(struct options *o, int argc, char **argv);

#endif
