/*
 * sync.c - many folders onto stable storage at once.
 * Runs in the guard, which has threads for as long as this takes, and for
 * nothing else: a disk is asked to flush what it holds once for several that
 * wait, and not for one after the other. No signal gets in here, they are
 * held until the next wait.
 */
#include "store/sync.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define EACH 4     /* folders that are worth a thread */
#define THREADS 16 /* more of them gain nothing */
#define STACK 65536

struct job {
	const struct recipient *to;
	size_t n;
	atomic_size_t next;
	atomic_int error; /* errno of a failure */
};

static void *
work(void *arg)
{
	struct job *j = arg;
	size_t i;

	while (atomic_load(&j->error) == 0 &&
	       (i = atomic_fetch_add(&j->next, 1)) < j->n)
		if (fsync(j->to[i].new) != 0)
			atomic_store(&j->error, errno);
	return NULL;
}

/* How many of up to MOST threads could be had. */
static size_t
begin(pthread_t *thread, size_t most, struct job *j)
{
	pthread_attr_t small;
	size_t n = 0;

	if (most == 0 || pthread_attr_init(&small) != 0)
		return 0;
	if (pthread_attr_setstacksize(&small, STACK) == 0)
		while (n < most &&
		       pthread_create(&thread[n], &small, work, j) == 0)
			n++;
	(void)pthread_attr_destroy(&small);
	return n;
}

bool
sync_folders(const struct recipient *to, size_t n)
{
	struct job j = { .to = to, .n = n };
	pthread_t thread[THREADS];
	size_t threads =
	    begin(thread, n / EACH < THREADS ? n / EACH : THREADS, &j);
	int error;

	/* Who could have none does it alone. */
	(void)work(&j);
	while (threads > 0)
		if ((error = pthread_join(thread[--threads], NULL)) != 0)
			atomic_store(&j.error, error);
	errno = atomic_load(&j.error);
	return errno == 0;
}
