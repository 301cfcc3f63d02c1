/*
 * send.h - a message to its recipients.
 */
#ifndef SMTP_SEND_H
#define SMTP_SEND_H

#include "smtp/message.h"
#include "smtp/progress.h"
#include "smtp/dialogue.h"

struct envelope {
	struct addr from;
	bool guessed; /* nobody named the domain of FROM, and it got ours */
	bool full;    /* there was no room for another recipient */
	struct addr *to;
	size_t n, cap;      /* of TO */
	const char *domain; /* that bare names get */
};

/* Sends the message, in as many transactions as it takes. Returns an exit
 * code, as in dialogue.h: 0 if it was accepted for every recipient. What is in
 * E->to is in disorder then. */
int send_message(struct dialogue *d, const struct offers *o, struct envelope *e,
    const struct message *m, struct progress *p);

#endif
