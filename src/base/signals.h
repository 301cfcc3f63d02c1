/*
 * signals.h - signals are held back except while we wait.
 */
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>

/* From here on SIGTERM, SIGINT and SIGHUP set signals_terminated to their
 * number, and they and SIGCHLD arrive only inside a ppoll(2) that lets them in:
 * they never interrupt a write, fsync or link. False with errno. */
bool signals_hold(void);
extern volatile sig_atomic_t signals_terminated;
/* poll(2) for MS milliseconds, with all signals let in. */
int signals_wait(struct pollfd *p, nfds_t n, int ms);
/* Delivers pending signals, then returns signals_terminated: a ppoll(2) that
 * has something ready delivers none, and a busy peer always has something. */
bool signals_ended(void);

#endif
