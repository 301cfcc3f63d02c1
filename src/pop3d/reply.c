/*
 * reply.c - every reply there is. Runs in the wire.
 */
#include "pop3d/reply.h"

const char *const replies[RE_COUNT] = {
	[RE_READY] = "+OK pop3d-lite ready",
	[RE_OK] = "+OK",
	[RE_END] = ".",
	[RE_NAMED] = "+OK Now the password",
	[RE_LOGGED_IN] = "+OK Welcome",
	[RE_BYE] = "+OK Bye",
	[RE_SYNTAX] = "-ERR Not a command line",
	[RE_UNKNOWN] = "-ERR Unknown command",
	[RE_ORDER] = "-ERR Not now",
	[RE_ARGUMENT] = "-ERR Argument missing, unwanted or wrong",
	[RE_NO_MESSAGE] = "-ERR No such message",
	[RE_DELETED] = "-ERR It is deleted",
	[RE_GONE] = "-ERR [SYS/TEMP] The message is not there any more",
	[RE_WRONG] = "-ERR [AUTH] Name or password is wrong",
	[RE_NOT_HERE] = "-ERR [AUTH] No password in the clear",
	[RE_AUTH_LATER] = "-ERR [SYS/TEMP] Cannot check it now",
	[RE_HANDSHAKE_LATER] = "-ERR [SYS/TEMP] No handshake now",
	[RE_LATER] = "-ERR [SYS/TEMP] Cannot do it now",
	[RE_CHALLENGE] = "+",
	[RE_CANCELLED] = "-ERR Cancelled",
	[RE_BASE64] = "-ERR Not base64 of this mechanism",
	[RE_MECHANISM] = "-ERR No such mechanism here",
	[RE_NOT_OFFERED] = "-ERR [SYS/PERM] Not offered",
	[RE_REQUIRED] = "-ERR [SYS/PERM] Must issue STARTNOISE first",
	[RE_NOISE2] = "+OK",
	[RE_NOISE_ORDER] = "-ERR [SYS/PERM] Not now",
	[RE_NOISE_SYNTAX] = "-ERR [SYS/PERM] Argument missing or wrong",
	[RE_PROTOCOL] = "-ERR [SYS/PERM] Protocol not offered",
	[RE_NOT_OUR_KEY] = "-ERR [SYS/PERM] Not a key of this server",
	[RE_FORGED] = "-ERR [SYS/PERM] Not a step of a handshake",
	[RE_NOT_ALL] = "-ERR [SYS/TEMP] Not all changes could be made",
	[RE_FLOOD] = "-ERR [SYS/PERM] Line without end",
	[RE_TOO_MANY_ERRORS] = "-ERR [SYS/PERM] Too many of these",
	[RE_SHUTDOWN] = "-ERR [SYS/TEMP] Shutting down",
	/* Of another dialect. */
	[RE_LIMIT] = "-ERR [SYS/TEMP] Too many new accounts, try later",
	[RE_BAD_NAME] = "-ERR Not a name for an account",
};
