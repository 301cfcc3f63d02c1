/*
 * talk.c - the messages of tlsd-lite and tlsc-lite to their caller.
 * Runs in the relay.
 */
#include "tls/talk.h"
#include "base/bytes.h"
#include "base/passfd.h"

#include <sys/socket.h>

bool
talk_tell(enum tls_word word, const char *text, int fd)
{
	struct tls_message m = { .word = word };
	struct text t = { m.text, sizeof(m.text) - 1, 0, false };
	struct bytes all = bytes_str(text);

	all.n = all.n < t.cap ? all.n : t.cap;
	text_put(&t, all);
	/* The filter does not allow sendmsg(2); before it there is a descriptor
	 * to send. */
	return (fd < 0 ? send(TLS_SOCKET, &m, sizeof(m), MSG_NOSIGNAL)
		       : passfd_send(TLS_SOCKET, &m, sizeof(m), fd,
			     MSG_NOSIGNAL)) == (ssize_t)sizeof(m);
}

void
talk_reason(struct text *t, gnutls_session_t session, int rc)
{
	const char *alert = NULL;

	text_str(t, gnutls_strerror(rc));
	if (rc == GNUTLS_E_FATAL_ALERT_RECEIVED)
		alert = gnutls_alert_get_name(gnutls_alert_get(session));
	/* Not every alert has a name. */
	if (alert != NULL) {
		text_char(t, ' ');
		text_str(t, alert);
	}
}

bool
talk_sealed(gnutls_session_t session)
{
	char text[TLS_TEXT];
	struct text t = TEXT(text);

	text_str(
	    &t, gnutls_protocol_get_name(gnutls_protocol_get_version(session)));
	text_char(&t, ' ');
	text_str(&t, gnutls_ciphersuite_get(session));
	return text_end(&t) && talk_tell(TLS_SEALED, text, -1);
}
