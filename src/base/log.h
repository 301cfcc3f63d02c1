/*
 * log.h - one line an event: a fixed word, then key=value.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/bytes.h"
#include "base/conf.h"
#include "base/peer.h"

/* Opens the log, or opens it anew. IDENT names the program. Nothing is ever
 * written to the peer, whatever MODE says: with the peer's socket on fd 2,
 * stderr means syslog. */
void log_open(const char *ident, int mode, const struct peer *peer);
/* From here on this process logs nothing. */
void log_close(void);

struct log {
	struct text t;
	char buf[LIM_LOG];
};

/* Begins a line with WORD and the peer's address. */
void log_begin(struct log *l, const char *word);
/* Values of ours, and numbers. */
void log_word(struct log *l, const char *key, const char *value);
void log_num(struct log *l, const char *key, uint64_t value);
/* A value that somebody else chose: quoted, escaped, shortened to fit. */
void log_text(struct log *l, const char *key, struct bytes value);
/* Writes the line if that is possible now; else it is lost. */
void log_end(struct log *l);

/* A line of one word and `what="..."`, with strerror of ERROR if not 0. */
void log_problem(const char *word, const char *what, int error);
/* A `say` for struct report that logs the complaint. If ARG is not NULL, it is
 * that report, of which LIM_COMPLAINTS are logged. */
void log_report(void *arg, const char *path, unsigned line, const char *what,
    struct bytes show);

#endif
