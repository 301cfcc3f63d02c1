/*
 * match.h - what a message that is waited for must have in its header.
 */
#ifndef CTL_MATCH_H
#define CTL_MATCH_H

#include "base/bytes.h"

/* The header of a message is looked for in this much of it. */
#define MATCH_HEAD 262144

/* A header of this name, in whatever case, whose value holds TEXT as it is.
 * An empty TEXT is in every value. */
struct match {
	struct bytes name, text;
};

/* `NAME=TEXT`, or false: there is no =, or no header is called so. */
bool match_parse(struct bytes word, struct match *out);
/* True if HEAD, with which a message begins, has such a header. A folded value
 * is one line: its line ends are not there, its blanks are. */
bool match_found(const struct match *m, struct bytes head);

#endif
