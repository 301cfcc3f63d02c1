/* sodium.h - what proto/ takes from libsodium. */
#include <stddef.h>

void sodium_memzero(void *p, size_t n);
