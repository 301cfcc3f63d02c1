/*
 * cmdline.c - the line reader, proved: no run-time error, and a line is what
 * stands before the first end of a line, for input of any length.
 * What each function promises; run adds what loops keep (cmdline.loops).
 */
/* It does not know ACSL. */
/* clang-format off */
#include "proto/cmdline.h"
#include "base/limits.h"

#include <string.h>

/*@ // What ends a line that begins at P, and is none of the first N octets.
  predicate ends(char *p, char *q, integer local) =
    *q == '\n' && (local != 0 || (p < q && *(q - 1) == '\r'));
  predicate no_end(char *p, integer n, integer local) =
    \forall char *q; \base_addr(q) == \base_addr(p) && p <= q < p + n ==>
    !ends(p, q, local);

  predicate whole(struct cmdline *w, struct bytes in) =
    0 <= w->scanned <= in.n && w->head_n <= CMDLINE_HEAD &&
    no_end(in.p, w->scanned, w->local);
  predicate apart(struct cmdline *w, struct bytes in) =
    \valid_read(in.p + (0 .. in.n - 1)) &&
    \separated(w, in.p + (0 .. in.n - 1));
*/

/* memchr, where it finds something. */
/*@ requires n > 0 && \valid_read(p + (0 .. n - 1));
    assigns \result \from p, p[0 .. n - 1], c;
    ensures \result == \null || (\base_addr(\result) == \base_addr(p) &&
      p <= \result < p + n && *\result == c);
    ensures none: \result == \null ==>
      \forall char *q; \base_addr(q) == \base_addr(p) && p <= q < p + n ==>
      *q != c;
    ensures first: \result != \null ==>
      \forall char *q; \base_addr(q) == \base_addr(p) && p <= q < \result ==>
      *q != c; */
const char *found(const char *p, char c, size_t n);
/* memcpy. */
/*@ requires \valid(to + (0 .. n - 1)) && \valid_read(from + (0 .. n - 1));
    requires \separated(to + (0 .. n - 1), from + (0 .. n - 1));
    assigns to[0 .. n - 1] \from from[0 .. n - 1]; */
void copied(char *to, const char *from, size_t n);

/*@ requires \valid_read(a.p + (0 .. a.n - 1));
    assigns \nothing;
    ensures \result.n == a.n - (n > a.n ? a.n : n);
    ensures \result.p == a.p + (n > a.n ? a.n : n); */
struct bytes bytes_skip(struct bytes a, size_t n);

/*@ requires \valid(w) && apart(w, in) && whole(w, in);
    assigns w->scanned;
    ensures whole: 0 <= \result <= in.n && w->scanned <= in.n;
    ensures more: \result == 0 ==>
      w->scanned == in.n && no_end(in.p, in.n, w->local);
    ensures end: \result > 0 ==> w->scanned == \result &&
      ends(in.p, in.p + (\result - 1), w->local) &&
      no_end(in.p, \result - 1, w->local); */
static size_t find_end(struct cmdline *w, struct bytes in);

/*@ requires \valid(line) && line->n > 0;
    requires \valid_read(line->p + (0 .. line->n - 1));
    requires \separated(line, line->p + (0 .. line->n - 1));
    assigns line->n;
    ensures shorter: \old(line->n) - 2 <= line->n < \old(line->n);
    ensures \result == CMDLINE_OK || \result == CMDLINE_BAD;
    ensures plain: \result == CMDLINE_OK ==> \forall char *q;
      \base_addr(q) == \base_addr(line->p) &&
      line->p <= q < line->p + line->n ==>
      *q != '\r' && *q != '\n' && *q != '\0'; */
static enum cmdline_rc line_kind(struct bytes *line);

/*@ requires \valid(w) && apart(w, in);
    assigns w->head_n, w->head[0 .. CMDLINE_HEAD - 1];
    ensures w->head_n <= CMDLINE_HEAD; */
static void keep_head(struct cmdline *w, struct bytes in);

/*@ requires \valid(w) && \valid(in) && \separated(w, in) && apart(w, *in);
    requires \separated(in, in->p + (0 .. in->n - 1));
    requires in->n > 0 && w->scanned == in->n && whole(w, *in);
    assigns w->head_n, w->head[0 .. CMDLINE_HEAD - 1], w->dropped,
      w->scanned, *in;
    ensures w->scanned == in->n && in->n <= 1 && w->head_n <= CMDLINE_HEAD;
    ensures in->p == \old(in->p) + (\old(in->n) - in->n); */
static void drop(struct cmdline *w, struct bytes *in);

/*@ requires \valid(w) && \valid(in) && \valid(line);
    requires \separated(w, in, line) && apart(w, *in) && whole(w, *in);
    requires \separated(in, in->p + (0 .. in->n - 1)) &&
      \separated(line, in->p + (0 .. in->n - 1));
    assigns *w, *in, *line;
    ensures less: 0 <= in->n <= \old(in->n);
    ensures rest: in->p == \old(in->p) + (\old(in->n) - in->n);
    ensures local: w->local == \old(w->local);
    ensures head: w->head_n <= CMDLINE_HEAD;
    ensures scanned: w->scanned <= in->n;
    ensures line: \result == CMDLINE_OK || \result == CMDLINE_BAD ==>
      line->p == \old(in->p) && line->n < \old(in->n) - in->n &&
      ends(\old(in->p), in->p - 1, w->local) &&
      no_end(\old(in->p), \old(in->n) - in->n - 1, w->local); */
enum cmdline_rc cmdline_take(
    struct cmdline *w, struct bytes *in, size_t max, struct bytes *line);

#define memchr(p, c, n) found(p, c, n)
#define memcpy(to, from, n) copied(to, from, n)
#include "../src/proto/cmdline.c"

#undef memchr
#undef memcpy
#include "../src/base/bytes.c"
