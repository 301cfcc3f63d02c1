/*
 * reply.h - every reply there is: code, enhanced code, text.
 */
#ifndef SMTPD_REPLY_H
#define SMTPD_REPLY_H

enum reply {
	RE_READY,
	RE_HELLO,
	RE_OK,
	RE_SENDER,
	RE_RECIPIENT,
	RE_RESET,
	RE_HELP,
	RE_VRFY,
	RE_BYE,
	RE_GO_AHEAD,
	RE_STORED,
	RE_CHUNK,
	RE_SYNTAX,
	RE_UNKNOWN,
	RE_NOT_OFFERED,
	RE_ARGUMENT,
	RE_ORDER,
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
	RE_LINE_FLOOD,
	RE_TOO_MANY_ERRORS,
	RE_TIMEOUT,
	RE_SHUTDOWN,
	RE_COUNT
};

struct reply_row {
	unsigned code;
	const char *enhanced; /* NULL where the RFC has none */
	const char *text;
};

extern const struct reply_row replies[RE_COUNT];

#endif
