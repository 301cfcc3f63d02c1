/*
 * conn.h - the connection to the peer: buffers and deadlines.
 */
#ifndef CONN_CONN_H
#define CONN_CONN_H

#include "base/bytes.h"
#include "base/limits.h"
#include "base/signals.h"

/* A layer between the buffers and the peer: it notes what is said in the clear,
 * and later seals everything. */
enum conn_opened { CONN_WHOLE, CONN_PARTIAL, CONN_OVER, CONN_BROKEN };
struct conn_layer {
	void *arg;
	/* In the clear; NULL without a transcript. */
	void (*heard)(void *arg, struct bytes raw);
	void (*said)(void *arg, struct bytes raw);
	/* Sealed; NULL in the clear. OPEN looks at the N octets at P for one
	 * record. CONN_WHOLE: *USED octets held *PLAIN, which lies within them.
	 * CONN_PARTIAL: the record is not whole yet. CONN_OVER: it is the end
	 * record, and genuine. CONN_BROKEN: it is not genuine. SEAL writes N
	 * octets (0: the end record) to OUT, which has room for a record, and
	 * returns how many octets there are to send. */
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

/* Returns the end of a wait for the peer that may take MS milliseconds: it
 * comes earlier if so much silence, or so long a session, is not allowed. */
int64_t conn_deadline(const struct conn *c, int64_t ms);

/* The input at hand; conn_take takes N octets off its front. */
struct bytes conn_input(const struct conn *c);
void conn_take(struct conn *c, size_t n);
/* Reads more input behind what is left. If that has to wait, queued output is
 * written first. Call it only while INPUT has room. */
enum conn_rc conn_fill(struct conn *c);
/* Reads without waiting. CONN_SILENT: nothing has come, or only a part of a
 * record. */
enum conn_rc conn_fill_now(struct conn *c);
/* Puts LAYER between the buffers and the peer. With a seal, input that has not
 * been taken is opened as records. */
void conn_wrap(struct conn *c, struct conn_layer layer);
/* Goes on with FD, both ways, and without a layer; the descriptors until now
 * are closed. */
void conn_move(struct conn *c, int fd);
/* Reads until N octets are at hand. */
enum conn_rc conn_need(struct conn *c, size_t n);

/* Waits, with no limit of silence, for input, which conn_fill then reads, or
 * for OTHER. Output is written first. CONN_OK and *CAME: OTHER is ready. */
enum conn_rc conn_either(struct conn *c, int other, bool *came);

/* Queues output; writes when the buffer is full. */
void conn_put(struct conn *c, struct bytes b);
void conn_flush(struct conn *c);
/* Ends the connection: writes the queue, and the end record if it is sealed. If
 * the peer has sent more than we took, the rest is read and dropped
 * (file_drain). */
void conn_finish(struct conn *c);

#endif
