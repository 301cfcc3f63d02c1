/*
 * noise_sizes.h - the name and the sizes that wire, guard and client have to
 * agree on; smtpd-lite-noise(7) is the whole story.
 */
#ifndef BASE_NOISE_SIZES_H
#define BASE_NOISE_SIZES_H

#define NOISE_NAME "Noise_XK_25519_ChaChaPoly_SHA256"

#define NOISE_KEY 32      /* any key, secret or public */
#define NOISE_TAG 16      /* of an AEAD */
#define NOISE_MSG1 48     /* ephemeral key, tag of the empty payload */
#define NOISE_MSG2 48     /* the same */
#define NOISE_MSG3 64     /* static key with its tag, tag of the payload */
#define NOISE_PROLOGUE 83 /* label, two SHA-256 of what was said before */

/* The head of the record that message 3 travels in. */
#define NOISE_HEAD3 "\0\x40"

#endif
