/*
 * dot.c - the body of a message, proved: no run-time error, and the end of DATA
 * is CR LF . CR LF and nothing else, for input of any length in any pieces.
 * What each function promises; run adds what loops keep (dot.loops).
 */
/* It does not know ACSL. */
/* clang-format off */
#include "proto/dot.h"

#include <string.h>

#ifdef IN_PLACE
#define PLACE out == in
#else
#define PLACE \separated(out + (0 .. n - 1), in + (0 .. n - 1))
#endif

/*@ // How much of CR LF . CR LF has just come: the reference. 5 is the end.
  logic integer after(integer s, integer c) =
    s == 5 ? 5 :
    c == '\r' ? (s == 3 ? 4 : 1) :
    c == '\n' ? (s == 1 ? 2 : s == 4 ? 5 : 0) :
    c == '.' && s == 2 ? 3 : 0;

  axiomatic Reached {
    logic integer reached{L}(integer s, char *p, integer n)
      reads p[0 .. n - 1];
    axiom reached_none{L}: \forall integer s, char *p, integer n;
      n <= 0 ==> reached(s, p, n) == s;
    axiom reached_one{L}: \forall integer s, char *p, integer n;
      n > 0 ==> reached(s, p, n) == after(reached(s, p, n - 1), p[n - 1]);
  }

  // The state of the machine in these terms.
  logic integer seen{L}(struct dot *d) =
    d->done ? 5 :
    d->state == 0 ? 2 :
    d->state == 1 ? 0 :
    d->state == 2 ? 1 :
    d->state == 3 ? 3 : 4;
  predicate whole{L}(struct dot *d) =
    0 <= d->state <= 4 && (d->state >= 3 ==> d->dots);
  predicate of_data{L}(struct dot *d) = d->dots && !d->local;

  predicate kept{L, M}(char *from, char *to) = \forall char *p;
    \base_addr{L}(p) == \base_addr{L}(from) && from <= p < to ==>
    \at(*p, L) == \at(*p, M);

  // Octet K of a word, and the same octet as a char.
  axiomatic Words {
    logic integer octet(integer word, integer k);
    // word.smt2 has its proof.
    axiom no_low_octet: \forall uint64_t word, integer k;
      (((uint64_t)(word - 0x0e0e0e0e0e0e0e0e)) & (uint64_t)~word &
        0x8080808080808080) == 0 && 0 <= k < 8 ==>
      octet(word, k) != '\r' && octet(word, k) != '\n';
  }
*/

/* memcpy between a word and eight octets. */
/*@ requires \valid(word) && \valid_read(p + (i .. i + 7));
    requires \separated(word, p + (i .. i + 7));
    assigns *word \from p[i .. i + 7];
    ensures \forall integer k; i <= k < i + 8 ==>
      octet(*word, k - i) == p[k]; */
void load_word(uint64_t *word, const char *p, size_t i);
/*@ requires \valid_read(word) && \valid(p + (i .. i + 7));
    requires \separated(word, p + (i .. i + 7));
    assigns p[i .. i + 7] \from *word;
    ensures \forall integer k; i <= k < i + 8 ==>
      p[k] == octet(*word, k - i); */
void store_word(char *p, size_t i, const uint64_t *word);

/*@ requires \valid_read(in + (0 .. n - 1)) && \valid(out + (0 .. n - 1));
    requires \separated(out + (0 .. n - 1), in + (0 .. n - 1)) ||
      (\base_addr(out) == \base_addr(in) && out <= in);
    assigns out[0 .. n - 1];
    ensures 0 <= \result <= n;
    ensures text: \forall integer k; 0 <= k < \result ==>
      \old(in[k]) != '\r' && \old(in[k]) != '\n';
    ensures copied: \forall integer k; 0 <= k < \result ==>
      out[k] == \old(in[k]);
    ensures kept{Pre, Post}(in + \result, in + n); */
static size_t interior(char *out, const char *in, size_t n);

/*@ requires \valid(d) && \valid(out) && \separated(d, out);
    assigns d->size, *out;
    ensures \result == (\old(d->bare) ? 0 : 1);
    ensures \result == 1 ==> *out == c; */
static size_t put(struct dot *d, char c, char *out);

/*@ requires \valid(d) && \valid(out) && \separated(d, out);
    requires whole(d) && !d->done;
    requires after_cr == (d->state == 2 || d->state == 4);
    assigns d->size, d->lines, d->bare, d->state, d->done, *out;
    ensures 0 <= \result <= 1 && whole(d);
    ensures end: of_data(d) ==> seen(d) == after(\old(seen(d)), '\n'); */
static size_t line_end(struct dot *d, bool after_cr, char *out);

/*@ requires \valid(d) && \valid(out) && \separated(d, out);
    requires whole(d) && !d->done;
    assigns d->size, d->lines, d->bare, d->state, d->done, *out;
    ensures 0 <= \result <= 1 && whole(d);
    ensures end: of_data(d) ==> seen(d) == after(\old(seen(d)), c); */
static size_t step(struct dot *d, char c, char *out);

/*@ requires \valid(d) && \valid(out_n) && \separated(d, out_n);
    requires \valid_read(in + (0 .. n - 1)) && \valid(out + (0 .. n - 1));
    requires \separated(d, in + (0 .. n - 1)) &&
      \separated(d, out + (0 .. n - 1)) &&
      \separated(out_n, in + (0 .. n - 1)) &&
      \separated(out_n, out + (0 .. n - 1));
    requires PLACE;
    requires whole(d);
    assigns d->size, d->lines, d->bare, d->state, d->done, *out_n,
      out[0 .. n - 1];
    ensures bounds: 0 <= *out_n <= \result <= n;
    ensures whole(d);
    ensures all: \result == n || d->done;
    ensures end: of_data(d) ==>
      seen(d) == reached{Pre}(\old(seen(d)), in, \result);
    ensures first: of_data(d) ==> \forall integer k; 0 <= k < \result ==>
      reached{Pre}(\old(seen(d)), in, k) != 5; */
size_t dot_feed(
    struct dot *d, const char *in, size_t n, char *out, size_t *out_n);

/*@ requires \valid(d);
    assigns *d;
    ensures whole(d) && seen(d) == 2 && d->dots == dots && d->local == local; */
void dot_init(struct dot *d, bool dots, bool local);

/*@ requires \valid(d) && whole(d);
    assigns d->bare; */
void dot_last(struct dot *d);
/*@ requires \valid_read(d);
    assigns \nothing;
    ensures \result <==> d->state == 0; */
bool dot_ended(const struct dot *d);

#define memset(to, octet, n) (*(to) = (struct dot){ octet })
#include "../src/proto/dot.c"

/*@ predicate is{L}(char *p, integer n, integer back, integer c) =
      n >= back ? p[n - back] == c :
      back - n == 1 ? c == '\n' : back - n == 2 ? c == '\r' : \false;
    predicate crlf{L}(char *p, integer n, integer back) =
      is(p, n, back, '\r') && is(p, n, back - 1, '\n');
    predicate ends{L}(char *p, integer n) =
      crlf(p, n, 5) && is(p, n, 3, '.') && crlf(p, n, 2); */

/* What the reference means: P begins a stream, as if after a CR LF. */
/*@ requires \valid_read(p + (0 .. n - 1));
    requires \forall integer k; 0 <= k < n ==> reached(2, p, k) != 5;
    assigns \nothing;
    ensures reached(2, p, n) == 5 <==> ends(p, n); */
void
reference_means(const char *p, size_t n)
{
	size_t i = 0;

	/*@ loop invariant 0 <= i <= n;
	    loop invariant reached(2, p, i) == 5 <==> ends(p, i);
	    loop invariant reached(2, p, i) == 4 <==>
	      crlf(p, i, 4) && is(p, i, 2, '.') && is(p, i, 1, '\r');
	    loop invariant reached(2, p, i) == 3 <==>
	      crlf(p, i, 3) && is(p, i, 1, '.');
	    loop invariant reached(2, p, i) == 2 <==> crlf(p, i, 2) && !ends(p, i);
	    loop invariant reached(2, p, i) == 1 <==> is(p, i, 1, '\r') &&
	      !(crlf(p, i, 4) && is(p, i, 2, '.'));
	    loop invariant 0 <= reached(2, p, i) <= 5;
	    loop assigns i;
	    loop variant n - i; */
	while (i < n)
		i++;
}
