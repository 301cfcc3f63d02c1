/*
 * call.h - requests to the guard and its replies, as they travel. Only the
 * typed requests of ask*.c stand on it.
 */
#ifndef WIRE_CALL_H
#define WIRE_CALL_H

#include "guard/guard.h"

/* A new request, empty but for OP. It is sent or posted before the next. */
struct guard_request *call_new(enum guard_op op);
/* Sends the new request behind what was posted, and wipes them all. */
void call_send(int guard);
/* Keeps the new request until the next one is sent, so that the two processes
 * take turns less often. It is for requests that the guard cannot refuse. */
void call_post(int guard);
/* Receives the next reply, in the order of the requests. FD, if not NULL, gets
 * the descriptor that came with it, or -1. If the guard is gone, the process
 * ends: nothing can be promised without it. */
enum guard_verdict call_receive(int guard, struct guard_reply *reply, int *fd);
/* Sends the new request and receives its reply. */
enum guard_verdict call(int guard, struct guard_reply *reply, int *fd);
/* The same, where a page is the reply. */
enum guard_verdict call_page(int guard, struct guard_page *page);

#endif
