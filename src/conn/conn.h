/*
 * conn.h - the connection to the peer: buffers and deadlines.
 */
#ifndef CONN_CONN_H
#define CONN_CONN_H

#include "base/bytes.h"
#include "base/limits.h"
#include "base/signals.h"

/* A layer between the buffers and the peer: it takes a transcript of the
 * clear, and later seals everything. */
enum conn_opened { CONN_WHOLE, CONN_PARTIAL, CONN_OVER, CONN_BROKEN };
struct conn_layer {
	void *arg;
	/* In the clear; NULL without a transcript. */
	void (*heard)(void *arg, struct bytes raw);
	void (*said)(void *arg, struct bytes raw);
	/* Sealed; NULL in the clear. OPEN looks at the N octets at P for one
	 * record: *USED octets that held *PLAIN, within them (CONN_WHOLE),
	 * not all of it yet, an end that proves itself, or a break. SEAL
	 * writes N octets (0: the end) to OUT, which has room for a record,
	 * and returns how many there are to send. */
	enum conn_opened (*open)(
	    void *arg, char *p, size_t n, struct bytes *plain, size_t *used);
	size_t (*seal)(void *arg, const char *plain, size_t n, char *out);
};

struct conn {
	int in, out;
	int64_t idle;   /* milliseconds of silence that are allowed */
	int64_t ends;   /* deadline of the session */
	size_t at, end; /* of INPUT: not taken yet */
	size_t raw;     /* sealed: octets behind END not yet opened */
	size_t queued;  /* of OUTPUT: not written yet */
	bool broken;    /* writing failed: the peer is gone */
	struct conn_layer layer;
	char input[LIM_INPUT];
	char output[LIM_OUTPUT];
	char sealed[LIM_OUTPUT + LIM_SEAL];
};

enum conn_rc {
	CONN_OK,
	CONN_END,    /* end of input, or the connection is lost */
	CONN_SILENT, /* a deadline has passed */
	CONN_TERM,   /* signals_terminated */
	CONN_FORGED  /* the seal is broken: close, and say nothing */
};

void conn_init(struct conn *c, int in, int out, uint64_t idle_seconds,
    uint64_t session_seconds);

/* The input at hand, and taking N octets off its front. */
struct bytes conn_input(const struct conn *c);
void conn_take(struct conn *c, size_t n);
/* Reads more, behind what is left. Output that is queued is written first
 * if we would have to wait; call only while there is room in INPUT. */
enum conn_rc conn_fill(struct conn *c);
/* Reads without waiting. CONN_SILENT: nothing has come, or only a part of a
 * record. */
enum conn_rc conn_fill_now(struct conn *c);
/* Puts LAYER between buffers and peer. With a seal, input that has not been
 * taken is sealed already. */
void conn_wrap(struct conn *c, struct conn_layer layer);
/* Goes on with FD, both ways, and without a layer; the descriptors until now
 * are closed. */
void conn_move(struct conn *c, int fd);
/* Reads until N octets are at hand. */
enum conn_rc conn_need(struct conn *c, size_t n);

/* Waits, without regard to idle, for more input, which conn_fill then reads,
 * or for OTHER. Output is written first. CONN_OK and *CAME: OTHER is ready. */
enum conn_rc conn_either(struct conn *c, int other, bool *came);

/* Queues output; writes when the buffer is full. */
void conn_put(struct conn *c, struct bytes b);
void conn_flush(struct conn *c);
/* The last act: writes the queue, with the end record if sealed. If the peer
 * has sent more than we took, the rest is read away (file_drain). */
void conn_finish(struct conn *c);

#endif
