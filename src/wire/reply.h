/*
 * reply.h - what a server can say, by name.
 * Each server has a table of the texts. A server says only the names that its
 * table has.
 */
#ifndef WIRE_REPLY_H
#define WIRE_REPLY_H

enum reply {
	RE_NONE, /* nothing is to be said, or nothing more */

	/* Said by both. */
	RE_READY,
	RE_OK,
	RE_BYE,
	RE_SYNTAX,
	RE_UNKNOWN,
	RE_NOT_OFFERED,
	RE_ARGUMENT,
	RE_ORDER,
	RE_FLOOD,
	RE_TOO_MANY_ERRORS,
	RE_SHUTDOWN,
	RE_CHALLENGE, /* of SASL */
	RE_LOGGED_IN,
	RE_CANCELLED,
	RE_BASE64,
	RE_MECHANISM,
	RE_WRONG,
	RE_NOT_HERE,
	RE_AUTH_LATER,
	RE_REQUIRED,
	RE_NOISE2, /* message 2 of a handshake */
	RE_NOISE_ORDER,
	RE_NOISE_SYNTAX,
	RE_PROTOCOL,
	RE_NOT_OUR_KEY,
	RE_HANDSHAKE_LATER,
	RE_FORGED,
	RE_TLS_REQUIRED,
	RE_TLS_GO,
	RE_LIMIT,
	RE_BAD_NAME,

	/* SMTP. */
	RE_LINE, /* 250 without an enhanced code */
	RE_SENDER,
	RE_RECIPIENT,
	RE_RESET,
	RE_HELP,
	RE_VRFY,
	RE_GO_AHEAD,
	RE_STORED,
	RE_CHUNK,
	RE_NO_RECIPIENT,
	RE_HELO_NAME,
	RE_PATH_FROM,
	RE_PATH_TO,
	RE_PARAM_BAD,
	RE_PARAM_UNKNOWN,
	RE_NEEDS_UTF8,
	RE_TOO_LARGE,
	RE_TOO_MANY,
	RE_NO_USER,
	RE_NOT_OURS,
	RE_NOT_YOURS,
	RE_BARE,
	RE_LOOP,
	RE_LOCAL_ERROR,
	RE_NO_SPACE,
	RE_NO_QUOTA,
	RE_HTTP,
	RE_TIMEOUT,
	RE_PROTECTED,
	RE_NOT_DOMAIN,
	RE_WHO,
	RE_LOGIN_FIRST,

	/* POP3. */
	RE_END, /* of a list or a message */
	RE_NAMED,
	RE_NO_MESSAGE,
	RE_DELETED,
	RE_GONE,
	RE_LATER,
	RE_NOT_ALL,

	RE_COUNT
};

#endif
