/*
 * ticket.c - the key of tickets, a file in `run`.
 * Runs in tlsd-lite before the relay is confined. Takes any octets of the file
 * for a key: one with which no ticket was made resumes nothing.
 */
#include "tls/ticket.h"
#include "base/clock.h"
#include "base/runfile.h"

#include <gnutls/gnutls.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DAY 86400
#define LOCK_MS 200 /* others have it for a moment */

/* True if the file was written within a day, and not in the future. */
static bool
fresh(int fd)
{
	struct stat st;
	time_t now = time(NULL);

	return fstat(fd, &st) == 0 && st.st_mtime <= now &&
	       now - st.st_mtime < DAY;
}

static bool
renew(int fd, unsigned char key[TICKET_KEY])
{
	gnutls_datum_t made = { NULL, 0 };
	bool ok = gnutls_session_ticket_key_generate(&made) >= 0 &&
		  made.size == TICKET_KEY &&
		  runfile_put(fd, made.data, TICKET_KEY, 0);

	if (ok)
		memcpy(key, made.data, TICKET_KEY);
	if (made.data != NULL)
		gnutls_memset(made.data, 0, made.size);
	gnutls_free(made.data);
	return ok;
}

bool
ticket_key(const char *run, unsigned char key[TICKET_KEY])
{
	static const struct runfile ticket = { "ticket", 1, TICKET_KEY };
	static const unsigned char none[TICKET_KEY];
	int fd = runfile_open(run, &ticket, clock_mono() + LOCK_MS);
	bool ok;

	if (fd < 0)
		return false;
	ok = (fresh(fd) && runfile_get(fd, key, TICKET_KEY, 0) &&
		 memcmp(key, none, TICKET_KEY) != 0) ||
	     renew(fd, key);
	(void)close(fd);
	return ok;
}
