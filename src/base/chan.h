/*
 * chan.h - the connection to the peer: buffers and deadlines.
 */
#ifndef BASE_CHAN_H
#define BASE_CHAN_H

#include "base/bytes.h"
#include "base/limits.h"

struct chan {
	int in, out;
	int64_t idle;   /* milliseconds of silence that are allowed */
	int64_t ends;   /* deadline of the session */
	size_t at, end; /* what has not been taken of INPUT */
	size_t queued;  /* what has not been written of OUTPUT */
	bool broken;    /* writing failed: the peer is gone */
	char input[LIM_INPUT];
	char output[LIM_OUTPUT];
};

enum chan_rc {
	CHAN_OK,
	CHAN_END,    /* end of input, or the connection is lost */
	CHAN_SILENT, /* a deadline has passed */
	CHAN_TERM    /* start_terminated */
};

void chan_init(struct chan *c, int in, int out, uint64_t idle_seconds,
    uint64_t session_seconds);

/* The input at hand. Take some of it by moving c->at. */
struct bytes chan_input(const struct chan *c);
/* Reads more, behind what is left. Output that is queued is written first
 * if we would have to wait; call only while there is room in INPUT. */
enum chan_rc chan_fill(struct chan *c);

/* Queues output; writes when the buffer is full. */
void chan_put(struct chan *c, struct bytes b);
void chan_flush(struct chan *c);
/* The last act: writes what is queued and reads what has come in already,
 * since closing a socket with unread input would take our last words back
 * (RFC 1122 4.2.2.13). */
void chan_finish(struct chan *c);

#endif
