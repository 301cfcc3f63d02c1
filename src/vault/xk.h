/*
 * xk.h - the XK pattern itself. It draws nothing at random and wipes nothing
 * that the caller owns. Programs use noise.h, which stands on it. Tests use
 * this, to fix the ephemerals and to fill the payloads that smtpd-lite leaves
 * empty.
 */
#ifndef VAULT_XK_H
#define VAULT_XK_H

#include "base/bytes.h"
#include "base/noise_sizes.h"

struct noise {
	uint8_t h[32], ck[32];    /* hash of all so far, chaining key */
	uint8_t k[NOISE_KEY];     /* of the payload or static key to come */
	uint8_t e[NOISE_KEY];     /* our ephemeral secret */
	uint8_t other[NOISE_KEY]; /* the other side's ephemeral key */
	uint8_t n;                /* how often k has been used */
};

struct noise_keys {
	uint8_t to_server[NOISE_KEY], to_client[NOISE_KEY];
	uint8_t client[NOISE_KEY]; /* the client's static key */
};

/* False: a key has low order, or a tag is wrong; X, OUT and the output are
 * worth nothing then. N is the length of MSG. PAYLOAD has room for what MSG
 * carries beyond the sizes of noise_sizes.h. */
bool xk_write1(struct noise *x, const uint8_t *ephemeral, const uint8_t *server,
    struct bytes prologue, struct bytes payload, uint8_t *msg);
bool xk_read1(struct noise *x, const uint8_t *secret, struct bytes prologue,
    const uint8_t *msg, size_t n, uint8_t *payload);
bool xk_write2(struct noise *x, const uint8_t *ephemeral, struct bytes payload,
    uint8_t *msg);
bool xk_read2(struct noise *x, const uint8_t *msg, size_t n, uint8_t *payload);
bool xk_write3(struct noise *x, const uint8_t *secret, struct bytes payload,
    uint8_t *msg, struct noise_keys *out);
bool xk_read3(struct noise *x, const uint8_t *msg, size_t n, uint8_t *payload,
    struct noise_keys *out);

#endif
