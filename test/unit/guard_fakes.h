/*
 * guard_fakes.h - what the walk through the guard does without: time, hashes,
 * TLS.
 */
#ifndef GUARD_FAKES_H
#define GUARD_FAKES_H

#include "base/passfd.h"
#include "base/tls_talk.h"

#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int __wrap_poll(struct pollfd *p, nfds_t n, int ms),
    __real_poll(struct pollfd *p, nfds_t n, int ms);
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n,
    const char *password, unsigned long long n, const unsigned char *salt,
    unsigned long long ops, size_t mem, int alg);

int
__wrap_poll(struct pollfd *p, nfds_t n, int ms)
{
	return n == 0 ? 0 : __real_poll(p, n, ms);
}

/* As the users file of walk_begin has it. */
int
__wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n,
    const char *password, unsigned long long n, const unsigned char *salt,
    unsigned long long ops, size_t mem, int alg)
{
	bool right = n == 5 && memcmp(password, "right", 5) == 0;

	(void)salt;
	(void)ops;
	(void)mem;
	(void)alg;
	for (unsigned i = 0; i < out_n; i++)
		out[i] = right ? (unsigned char)"hash"[i % 4] : 0;
	return 0;
}

/* In place of tlsd-lite: it is always ready, and seals. */
static void *
walk_tls(void *arg)
{
	struct tls_message m;
	int socket = *(int *)arg, pair[2];

	for (bool ready = false; read(socket, &m, sizeof(m)) == sizeof(m);) {
		if (m.word == TLS_PREPARE && !ready &&
		    socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0) {
			m = (struct tls_message){ .word = TLS_READY };
			ready =
			    passfd_send(socket, &m, sizeof(m), pair[0], 0) > 0;
			close(pair[0]);
			close(pair[1]);
		} else if (m.word == TLS_BEGIN && ready) {
			m = (struct tls_message){ .word = TLS_SEALED,
				.text = "TLS" };
			(void)!write(socket, &m, sizeof(m));
		} else {
			break;
		}
	}
	shutdown(socket, SHUT_RDWR);
	return NULL;
}

#endif
