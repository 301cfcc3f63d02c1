/*
 * noise.h - the handshake, both sides, one step a call.
 *
 * Each side takes its three steps in order. A step that fails has wiped
 * everything and does not say why: low order, a wrong tag and another prologue
 * look the same. The last step wipes the state in any case.
 */
#ifndef VAULT_NOISE_H
#define VAULT_NOISE_H

#include "vault/xk.h"

/* The server. Its long-term key SECRET is needed for message 1 alone, and is
 * wiped whether that succeeds or not. */
bool noise_read1(struct noise *x, uint8_t secret[NOISE_KEY],
    struct bytes prologue, const uint8_t msg[NOISE_MSG1]);
bool noise_write2(struct noise *x, uint8_t msg[NOISE_MSG2]);
bool noise_read3(
    struct noise *x, const uint8_t msg[NOISE_MSG3], struct noise_keys *out);

/* The client. SERVER is the key that the server must have. SECRET is not
 * wiped. */
bool noise_write1(struct noise *x, const uint8_t server[NOISE_KEY],
    struct bytes prologue, uint8_t msg[NOISE_MSG1]);
bool noise_read2(struct noise *x, const uint8_t msg[NOISE_MSG2]);
bool noise_write3(struct noise *x, const uint8_t secret[NOISE_KEY],
    uint8_t msg[NOISE_MSG3], struct noise_keys *out);

/* Wipes a state whose next step will not come. */
void noise_wipe(struct noise *x);

#endif
