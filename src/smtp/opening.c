/*
 * opening.c - from the banner to the EHLO that counts.
 * Runs in the client, confined. Replies in the clear may be anybody's: they
 * decide what we ask for, and never what we do without.
 */
#include "smtp/opening.h"

#include <string.h>
#include <sysexits.h>

static int
hear_banner(struct opening *o, struct dialogue *d)
{
	int rc = dialogue_reply(d, "the banner");

	if (rc == EX_OK && d->reply.code != 220)
		rc = dialogue_refused(d, "the banner", EX_UNAVAILABLE);
	o->banner = d->reply;
	return rc;
}

int
opening_hello(struct opening *o, struct dialogue *d)
{
	char buf[LIM_DOMAIN + 8];
	struct text line = TEXT(buf);
	bool extended = true;
	int rc;

	if (o->greeted)
		return EX_OK;
	text_str(&line, "EHLO ");
	text_str(&line, o->helo);
	dialogue_put(d, text_bytes(&line));
	if ((rc = dialogue_reply(d, "EHLO")) != EX_OK)
		return rc;
	if (d->reply.code / 100 == 5 && d->channel != DIALOGUE_NOISE) {
		memcpy(buf, "HELO", 4);
		dialogue_put(d, text_bytes(&line));
		if ((rc = dialogue_reply(d, "HELO")) != EX_OK)
			return rc;
		extended = false;
	}
	if (d->reply.code != 250)
		return dialogue_refused(d, "EHLO", EX_UNAVAILABLE);
	/* The reply to HELO is no list of offers. */
	if (!extended)
		d->reply.n = 0;
	reply_offers(&d->reply, &o->offers);
	o->greeted = true;
	return EX_OK;
}

/* STARTTLS, where it is asked for or offered. */
static int
look_for_tls(struct opening *o, struct dialogue *d)
{
	const struct offers *offers = &o->offers;
	int rc = opening_hello(o, d);

	if (rc != EX_OK)
		return rc;
	if (!offers->starttls)
		return o->need == TLS_NEED_STARTTLS ? tls_stripped(d) : EX_OK;
	/* --tofu asks for the key first, of a server that has one. */
	o->how.tls =
	    o->need == TLS_NEED_OFFERED && o->how.tofu && offers->startnoise;
	return o->how.tls ? EX_OK : tls_start(d);
}

int
opening_channel(struct opening *o, struct dialogue *d)
{
	int rc = EX_OK;

	if (o->need == TLS_NEED_IMPLICIT)
		rc = tls_begin(d);
	if (rc != EX_OK || (rc = hear_banner(o, d)) != EX_OK)
		return rc;
	if (o->need == TLS_NEED_STARTTLS || o->need == TLS_NEED_OFFERED)
		rc = look_for_tls(o, d);
	if (rc == EX_OK && d->channel == DIALOGUE_CLEAR)
		rc = secure(d, &o->how);
	/* In a channel, nothing counts that was said before. */
	o->greeted = o->greeted && d->channel == DIALOGUE_CLEAR;
	return rc;
}
