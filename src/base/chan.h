/*
 * chan.h - the connection to the peer: buffers and deadlines.
 */
#ifndef BASE_CHAN_H
#define BASE_CHAN_H

#include "base/bytes.h"
#include "base/limits.h"

/* What may come between the buffers and the peer: a witness of all that is
 * said in the clear, and later a seal on everything. */
enum chan_opened { CHAN_WHOLE, CHAN_PARTIAL, CHAN_OVER, CHAN_BROKEN };
struct chan_layer {
	void *arg;
	/* In the clear; NULL if nobody listens. */
	void (*heard)(void *arg, struct bytes raw);
	void (*said)(void *arg, struct bytes raw);
	/* Sealed; NULL in the clear. OPEN looks at the N octets at P for one
	 * record: *USED octets that held *PLAIN, within them (CHAN_WHOLE),
	 * not all of it yet, an end that proves itself, or a break. SEAL
	 * writes N octets (0: the end) to OUT, which has room for a record,
	 * and returns how many there are to send. */
	enum chan_opened (*open)(
	    void *arg, char *p, size_t n, struct bytes *plain, size_t *used);
	size_t (*seal)(void *arg, const char *plain, size_t n, char *out);
};

struct chan {
	int in, out;
	int64_t idle;   /* milliseconds of silence that are allowed */
	int64_t ends;   /* deadline of the session */
	size_t at, end; /* what has not been taken of INPUT */
	size_t raw;     /* sealed: octets behind END not yet opened */
	size_t queued;  /* what has not been written of OUTPUT */
	bool broken;    /* writing failed: the peer is gone */
	struct chan_layer layer;
	char input[LIM_INPUT];
	char output[LIM_OUTPUT];
	char sealed[LIM_OUTPUT + LIM_SEAL];
};

enum chan_rc {
	CHAN_OK,
	CHAN_END,    /* end of input, or the connection is lost */
	CHAN_SILENT, /* a deadline has passed */
	CHAN_TERM,   /* start_terminated */
	CHAN_FORGED  /* the seal is broken: close, and say nothing */
};

void chan_init(struct chan *c, int in, int out, uint64_t idle_seconds,
    uint64_t session_seconds);

/* The input at hand, and taking N octets off its front. */
struct bytes chan_input(const struct chan *c);
void chan_take(struct chan *c, size_t n);
/* Reads more, behind what is left. Output that is queued is written first
 * if we would have to wait; call only while there is room in INPUT. */
enum chan_rc chan_fill(struct chan *c);
/* Reads what has come, and never waits. CHAN_SILENT: nothing, or a part of a
 * record only. */
enum chan_rc chan_fill_now(struct chan *c);
/* Puts LAYER between buffers and peer. With a seal, input that has not been
 * taken is sealed already. */
void chan_wrap(struct chan *c, struct chan_layer layer);
/* Reads until N octets are at hand. */
enum chan_rc chan_need(struct chan *c, size_t n);

/* Waits, without regard to idle, for more input, which chan_fill then reads,
 * or for OTHER. Output is written first. CHAN_OK and *CAME: OTHER is ready. */
enum chan_rc chan_either(struct chan *c, int other, bool *came);

/* Queues output; writes when the buffer is full. */
void chan_put(struct chan *c, struct bytes b);
void chan_flush(struct chan *c);
/* The last act: writes what is queued, with the end record if sealed. A peer
 * who has said more than we took is heard out (file_drain). */
void chan_finish(struct chan *c);

#endif
