/* sodium.h - what proto/ takes from libsodium, as a contract. */
#include <stddef.h>

/*@ requires n == 0 || \valid((char *)p + (0 .. n - 1));
    assigns ((char *)p)[0 .. n - 1] \from \nothing; */
void sodium_memzero(void *p, size_t n);
