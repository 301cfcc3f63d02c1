/*
 * dot.c - the body of a message, proved: no run-time error, and the end of DATA
 * is CR LF . CR LF and nothing else, for input of any length in any pieces.
 * What each function promises; run adds what loops keep (dot.loops).
 */
/* It does not know ACSL. */
/* clang-format off */
#include "proto/dot.h"

#ifdef IN_PLACE
#define PLACE out == in
#define OUT (p + at)
#else
#define OUT out
#define PLACE \separated(out + (0 .. n - 1), in + (0 .. n - 1))
#endif

/*@ // How much of CR LF . CR LF has just come: the reference. 5 is the end.
  logic integer after(integer s, integer c) =
    s == 5 ? 5 :
    c == '\r' ? (s == 3 ? 4 : 1) :
    c == '\n' ? (s == 1 ? 2 : s == 4 ? 5 : 0) :
    c == '.' && s == 2 ? 3 : 0;

  predicate kept{L, M}(char *from, char *to) = \forall char *p;
    \base_addr{L}(p) == \base_addr{L}(from) && from <= p < to ==>
    \at(*p, L) == \at(*p, M);
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

  predicate text{L}(char *from, char *to) = \forall char *p;
    \base_addr{L}(p) == \base_addr{L}(from) && from <= p < to ==>
    \at(*p, L) != '\r' && \at(*p, L) != '\n';

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

/* memset. */
/*@ requires \valid(d);
    assigns *d;
    ensures d->state == 0 && !d->dots && !d->local && !d->bare && !d->done &&
      d->size == 0 && d->lines == 0; */
void all_zero(struct dot *d);

/* memcpy between a word and eight octets. */
/*@ requires \valid(word) && \valid_read(p + (i .. i + 7));
    requires \separated(word, p + (i .. i + 7));
    assigns *word \from p[i .. i + 7];
    ensures \forall integer k; i <= k < i + 8 ==>
      octet(*word, k - i) == p[k];
    ensures \forall char *q; \base_addr(q) == \base_addr(p) &&
      p + i <= q < p + (i + 8) ==> octet(*word, q - (p + i)) == *q; */
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
    ensures text: text{Pre}(in, in + \result);
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
static size_t dot_step(struct dot *d, char c, char *out);

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

/*@ // In a line the reference waits for CR or LF; no other octet changes it.
  predicate passed_over{L}(char *p, integer n) =
    \forall integer s, i, j; 0 <= i <= j <= n && reached(s, p, i) == 0 &&
      (\forall integer k; i <= k < j ==> p[k] != '\r' && p[k] != '\n') ==>
      reached(s, p, j) == 0;
*/
/*@ ghost
/@ requires \valid_read(p + (0 .. n - 1));
   assigns \nothing;
   ensures passed_over(p, n); @/
void
text_changes_nothing(const char *p, size_t n)
{
	size_t i = 0;

	/@ loop invariant 0 <= i <= n;
	   loop invariant passed_over(p, i);
	   loop assigns i;
	   loop variant n - i; @/
	while (i < n)
		i++;
}
*/

#include "../src/proto/dot.c"

/*@ predicate is{L}(char *p, integer n, integer back, integer c) =
      n >= back ? p[n - back] == c :
      back - n == 1 ? c == '\n' : back - n == 2 ? c == '\r' : \false;
    predicate crlf{L}(char *p, integer n, integer back) =
      is(p, n, back, '\r') && is(p, n, back - 1, '\n');
    predicate ends{L}(char *p, integer n) =
      crlf(p, n, 5) && is(p, n, 3, '.') && crlf(p, n, 2); */

/* What the reference means: P begins a stream, as if after a CR LF. */
/*@ predicate unended{L}(char *p, integer n) =
      \forall integer k; 0 <= k < n ==> reached(2, p, k) != 5;
    predicate means{L}(char *p, integer n) = \forall integer k; 0 <= k <= n ==>
      unended(p, k) ==> (reached(2, p, k) == 5 <==> ends(p, k)); */
/*@ requires \valid_read(p + (0 .. n - 1));
    assigns \nothing;
    ensures means(p, n); */
void
reference_means(const char *p, size_t n)
{
	size_t i = 0;

	/*@ loop invariant 0 <= i <= n;
	    loop invariant means(p, i);
	    loop invariant 0 <= reached(2, p, i) <= 5;
	    loop invariant unended(p, i) ==>
	      (reached(2, p, i) == 4 <==>
	        crlf(p, i, 4) && is(p, i, 2, '.') && is(p, i, 1, '\r')) &&
	      (reached(2, p, i) == 3 <==> crlf(p, i, 3) && is(p, i, 1, '.')) &&
	      (reached(2, p, i) == 2 <==> crlf(p, i, 2) && !ends(p, i)) &&
	      (reached(2, p, i) == 1 <==> is(p, i, 1, '\r') &&
	        !(crlf(p, i, 4) && is(p, i, 2, '.')));
	    loop assigns i;
	    loop variant n - i; */
	while (i < n)
		i++;
}

/* Pieces add up: behind the first I octets comes a piece of J. */
/*@ predicate adds{L}(char *p, integer i, integer n) = \forall integer j;
      i <= j <= n ==>
      reached(reached(2, p, i), p + i, j - i) == reached(2, p, j); */
/*@ requires \valid_read(p + (0 .. n - 1));
    assigns \nothing;
    ensures \forall integer i; 0 <= i <= n ==> adds(p, i, n); */
void
pieces_add_up(const char *p, size_t n)
{
	/*@ loop invariant 0 <= i <= n;
	    loop invariant \forall integer k; 0 <= k < i ==> adds(p, k, n);
	    loop assigns i;
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++) {
		size_t j = 0;

		/*@ loop invariant 0 <= j <= n - i;
		    loop invariant adds(p, i, i + j);
		    loop assigns j;
		    loop variant n - i - j; */
		while (j < n - i)
			j++;
	}
}

/*@ assigns \result \from most;
    ensures 0 <= \result <= most; */
size_t any(size_t most);

/* A stream in pieces of any length: `done` is true behind the first CR LF . CR
 * LF and nowhere else, and nothing behind that is taken. Returns what was. */
/*@ requires \valid(d) && \valid(p + (0 .. n - 1));
    requires \separated(d, p + (0 .. n - 1));
    requires \valid(out + (0 .. n - 1)) && \separated(d, out + (0 .. n - 1)) &&
      \separated(out + (0 .. n - 1), p + (0 .. n - 1));
    assigns *d, p[0 .. n - 1], out[0 .. n - 1];
    ensures 0 <= \result <= n;
    ensures all: d->done || \result == n;
    ensures done: d->done <==> ends{Pre}(p, \result);
    ensures first: \forall integer k; 0 <= k < \result ==> !ends{Pre}(p, k); */
size_t
stream(struct dot *d, char *p, size_t n, char *out)
{
	size_t at = 0, o;

	pieces_add_up(p, n);
	reference_means(p, n);
	dot_init(d, true, false);
	/*@ loop invariant 0 <= at <= n;
	    loop invariant whole(d) && of_data(d);
	    loop invariant !d->done ==> kept{Pre, Here}(p + at, p + n);
	    loop invariant seen: seen(d) == reached{Pre}(2, p, at);
	    loop invariant first: unended{Pre}(p, at);
	    loop assigns at, o, d->size, d->lines, d->bare, d->state, d->done,
	      p[0 .. n - 1], out[0 .. n - 1]; */
	while (at < n && !d->done) {
		size_t m = any(n - at), taken;

		/*@ ghost size_t g = 0;
		    /@ loop invariant 0 <= g <= n - at;
		       loop invariant same: \forall integer s, j; 0 <= j <= g ==>
		         reached(s, p + at, j) == reached{Pre}(s, p + at, j);
		       loop assigns g;
		       loop variant n - at - g; @/
		    while (g < n - at)
		      g++; */
		taken = dot_feed(d, p + at, m, OUT, &o);
		/*@ assert behind: kept{LoopCurrent, Here}(p + (at + m), p + n); */
		/*@ assert rest: !d->done ==>
		      kept{Pre, Here}(p + (at + taken), p + n); */
		/*@ assert piece: seen(d) == reached{Pre}(
		      \at(seen(d), LoopCurrent), p + at, taken); */
		/*@ assert later: \forall integer k; at <= k < at + taken ==>
		      reached{Pre}(
		        \at(seen(d), LoopCurrent), p + at, k - at) != 5; */
		/*@ assert here: adds{Pre}(p, at, n); */
		/*@ assert sum: \forall integer k; at <= k < at + taken ==>
		      reached{Pre}(2, p, k) == reached{Pre}(
		        \at(seen(d), LoopCurrent), p + at, k - at); */
		/*@ assert first: unended{Pre}(p, at + taken); */
		at += taken;
	}
	return at;
}
