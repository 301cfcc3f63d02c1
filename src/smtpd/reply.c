/*
 * reply.c - every reply there is. Runs in the wire.
 */
#include "smtpd/reply.h"

#include <stddef.h>

const struct reply_row replies[RE_COUNT] = {
	[RE_READY] = { 220, NULL, "" },
	[RE_HELLO] = { 250, NULL, "" },
	[RE_OK] = { 250, "2.0.0", "Ok" },
	[RE_SENDER] = { 250, "2.1.0", "Sender ok" },
	[RE_RECIPIENT] = { 250, "2.1.5", "Recipient ok" },
	[RE_RESET] = { 250, "2.0.0", "Forgotten" },
	[RE_HELP] = { 214, "2.0.0",
	    "RFC 5321; EHLO lists what is offered, smtpd-lite(8) explains it" },
	[RE_VRFY] = { 252, "2.1.5", "Send mail and see" },
	[RE_BYE] = { 221, "2.0.0", "Bye" },
	[RE_GO_AHEAD] = { 354, NULL, "Go ahead, end with CRLF.CRLF" },
	[RE_STORED] = { 250, "2.0.0", "" },
	[RE_CHUNK] = { 250, "2.0.0", "Chunk taken" },
	[RE_SYNTAX] = { 500, "5.5.2", "Not a command line" },
	[RE_UNKNOWN] = { 500, "5.5.1", "Unknown command" },
	[RE_NOT_OFFERED] = { 502, "5.5.1", "Not offered" },
	[RE_ARGUMENT] = { 501, "5.5.4", "Argument missing, unwanted or wrong" },
	[RE_ORDER] = { 503, "5.5.1", "Not now" },
	[RE_NO_RECIPIENT] = { 554, "5.5.1", "No recipient was accepted" },
	[RE_HELO_NAME] = { 501, "5.5.4", "Not a host name" },
	[RE_PATH_FROM] = { 501, "5.1.7", "Bad syntax in the sender" },
	[RE_PATH_TO] = { 501, "5.1.3", "Bad syntax in the recipient" },
	[RE_PARAM_BAD] = { 501, "5.5.4", "Malformed or doubled parameter" },
	[RE_PARAM_UNKNOWN] = { 555, "5.5.4", "Parameter not known" },
	[RE_NEEDS_UTF8] = { 553, "5.6.7", "Such an address needs SMTPUTF8" },
	[RE_TOO_LARGE] = { 552, "5.3.4", "Message too large" },
	[RE_TOO_MANY] = { 452, "4.5.3", "Too many recipients" },
	[RE_NO_USER] = { 550, "5.1.1", "No such user" },
	[RE_NOT_OURS] = { 550, "5.7.1", "No mailbox of that domain is here" },
	[RE_NOT_YOURS] = { 553, "5.7.1", "Not an address of yours" },
	[RE_BARE] = { 550, "5.5.2", "Bare CR or LF in the message" },
	[RE_LOOP] = { 554, "5.4.6", "Too many Received lines" },
	[RE_LOCAL_ERROR] = { 451, "4.3.0", "Local error, try again later" },
	[RE_NO_SPACE] = { 452, "4.3.1", "No space left" },
	[RE_NO_QUOTA] = { 452, "4.2.2", "Over quota" },
	[RE_HTTP] = { 554, "5.7.0", "This is SMTP" },
	[RE_LINE_FLOOD] = { 421, "4.7.0", "Line without end" },
	[RE_TOO_MANY_ERRORS] = { 421, "4.7.0", "Too many of these" },
	[RE_TIMEOUT] = { 421, "4.4.2", "Too slow" },
	[RE_SHUTDOWN] = { 421, "4.3.2", "Shutting down" },
};
