/*
 * record.h - sealed records: what flows in both directions after the
 * handshake.
 *
 *     length (2 octets, big-endian) || ciphertext with its tag
 *
 * ChaCha20-Poly1305 (IETF) without associated data, the nonce four zero
 * octets and a counter. An empty record is the authenticated end of its
 * direction. Record borders mean nothing to what is inside.
 */
#ifndef CONN_RECORD_H
#define CONN_RECORD_H

#include "base/bytes.h"
#include "base/noise_sizes.h"

#define RECORD_HEAD 2
#define RECORD_ROOM (RECORD_HEAD + NOISE_TAG) /* that sealing adds */
#define RECORD_PLAIN 16384               /* the most that we seal at once */
#define RECORD_MAX (RECORD_HEAD + 65535) /* the most that we have to take */

/* One direction. Zero it and set the key; wipe it afterwards. */
struct record {
	uint8_t key[NOISE_KEY];
	uint64_t count;
	bool over; /* nothing more may come in this direction */
};

/* Seals N octets, at most RECORD_PLAIN; none at all is the end record.
 * OUT has room for N + RECORD_ROOM; PLAIN may be OUT + RECORD_HEAD. Returns
 * the size of the record, 0 if nothing may be sent any more. */
size_t record_seal(struct record *r, const char *plain, size_t n, char *out);

enum record_rc {
	RECORD_OK,
	RECORD_MORE, /* it is not whole yet */
	RECORD_END,  /* the end of this direction, proved */
	/* All that follow are fatal. */
	RECORD_SHORT,  /* a length below 16 */
	RECORD_FORGED, /* the tag is wrong */
	RECORD_AFTER,  /* something came after the end record */
	RECORD_SPENT   /* the counter is at its end */
};

/* Opens the record at the front of the N octets at P, in place: *PLAIN lies
 * within them. *USED is the size of the record. With RECORD_MORE it is the
 * number of octets that are needed to go on. */
enum record_rc record_open(
    struct record *r, char *p, size_t n, struct bytes *plain, size_t *used);
#endif
