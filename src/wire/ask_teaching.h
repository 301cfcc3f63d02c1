/*
 * ask_teaching.h - what the wire asks of the guard to watch a mailbox.
 */
#ifndef WIRE_ASK_TEACHING_H
#define WIRE_ASK_TEACHING_H

#include "guard/guard.h"

struct session;

/* Asks the guard to look for mail that comes from now on. */
enum guard_verdict ask_watch(struct session *s);
/* Asks for the next mail; the reply comes when the mail has come. */
void ask_next(struct session *s);
/* Ends it. The reply for a mail may come before the reply to this. */
void ask_unwatch(struct session *s);
/* The next reply. GUARD_MAIL_CAME: *FD is the mail, or -1 if it cannot be
 * read. */
enum guard_verdict ask_news(struct session *s, int *fd);

#endif
