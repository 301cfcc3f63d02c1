/*
 * dot.h - the body of a message, byte by byte: end of DATA, dot removal,
 * line ends. A pure machine; the same one serves DATA and BDAT.
 */
#ifndef PROTO_DOT_H
#define PROTO_DOT_H

#include "base/bytes.h"

struct dot {
	uint8_t state;
	bool dots;      /* DATA: lines begin with dots, one alone is the end */
	bool local;     /* no network: bare LF ends a line */
	bool bare;      /* met a bare CR, or a bare LF that ends no line */
	bool done;      /* DATA: the end has been seen */
	uint64_t size;  /* octets of the message, line ends counted as two */
	uint64_t lines; /* line ends among them */
};

void dot_init(struct dot *d, bool dots, bool local);
/* Takes octets of IN until all are taken or the end is seen, and returns how
 * many. Octets to be stored (line ends as LF) go to OUT, which has room for N
 * octets and may be IN itself; *OUT_N is their number. After a bare CR or LF
 * nothing more is put out or counted, but the end is still found. */
size_t dot_feed(
    struct dot *d, const char *in, size_t n, char *out, size_t *out_n);
/* Call it after the last chunk of BDAT: a last CR without LF is a bare one. */
void dot_last(struct dot *d);
/* True if the last line has an end. A line without one is kept as it is. */
bool dot_ended(const struct dot *d);

/* Counts the Received: lines of the header in the output of dot_feed. All of it
 * is zero at the beginning of a message. */
struct hops {
	uint8_t state;
	uint8_t matched;
	unsigned received;
};

void hops_feed(struct hops *h, const char *p, size_t n);

#endif
