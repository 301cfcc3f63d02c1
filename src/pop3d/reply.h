/*
 * reply.h - every reply of fixed text.
 */
#ifndef POP3D_REPLY_H
#define POP3D_REPLY_H

#include <stdbool.h>

enum reply {
	RE_READY,
	RE_OK,
	RE_NAMED,
	RE_LOGGED_IN,
	RE_BYE,
	RE_SYNTAX,
	RE_UNKNOWN,
	RE_ORDER,
	RE_ARGUMENT,
	RE_NO_MESSAGE,
	RE_DELETED,
	RE_GONE,
	RE_WRONG,
	RE_NOT_HERE,
	RE_LATER,
	RE_CANCELLED,
	RE_BASE64,
	RE_MECHANISM,
	RE_NOT_OFFERED,
	RE_REQUIRED,
	RE_PROTOCOL,
	RE_NOT_OUR_KEY,
	RE_FORGED,
	RE_NOT_ALL,
	RE_FLOOD,
	RE_TOO_MANY_ERRORS,
	RE_SHUTDOWN,
	RE_COUNT
};

extern const char *const replies[RE_COUNT];

#endif
