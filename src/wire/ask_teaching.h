/*
 * ask_teaching.h - what the wire asks of the guard to watch a mailbox.
 */
#ifndef WIRE_ASK_TEACHING_H
#define WIRE_ASK_TEACHING_H

#include "guard/guard.h"

struct session;

/* From now on the guard looks for mail that comes. */
enum guard_verdict ask_watch(struct session *s);
/* Asks for the next mail; there is a reply when it has come. */
void ask_next(struct session *s);
/* No more of that; a mail may be told of before the reply. */
void ask_unwatch(struct session *s);
/* The next reply. GUARD_MAIL_CAME: *FD is the mail, or -1 if it cannot be
 * read. */
enum guard_verdict ask_news(struct session *s, int *fd);

#endif
