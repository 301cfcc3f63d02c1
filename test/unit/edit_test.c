/* edit_test.c - one line being typed. */
#include "smtp/edit.h"
#include "unit.h"

static struct edit e;

/* Types KEYS; what they come to. */
static enum edit_rc
keys(const char *s)
{
	enum edit_rc rc = EDIT_MORE;

	for (; *s != '\0' && rc == EDIT_MORE; s++)
		rc = edit_key(&e, *s);
	return rc;
}

/* Does typing KEYS into an empty line make LINE? */
#define MAKES(s, want) \
	do { \
		edit_next(&e, false); \
		CHECK(keys(s "\n") == EDIT_DONE); \
		CHECK_BYTES(e.line, e.n, want); \
	} while (0)

static void
test_keys(void)
{
	MAKES("abc", "abc");
	MAKES("abc\177\bx", "ax");
	MAKES("\177", "");
	MAKES("bc\001a\005d", "abcd");
	MAKES("ac\033[Db\033[C\033[Cd", "abcd");
	MAKES("bc\033[Ha\033[Fd", "abcd");
	MAKES("bc\033[1~a\033[4~d\033OHx", "xabcd");
	MAKES("abxc\033[D\033[D\033[3~", "abc");
	MAKES("abxc\002\002\004", "abc");
	MAKES("abc\004", "abc");
	MAKES("one two  \027x", "one x");
	MAKES("abc\002\025", "c");
	MAKES("abc\002\013", "ab");
	MAKES("a\033[1;5Cb\033[99Zc\007\t", "abc");
	MAKES("\303\266", "\303\266");
	edit_next(&e, false);
	CHECK(keys("\004") == EDIT_END);
	CHECK(keys("a\004") == EDIT_MORE);
}

static void
test_past(void)
{
	edit_next(&e, false);
	(void)keys("one\n");
	edit_next(&e, true);
	(void)keys("secret\n");
	edit_next(&e, false);
	(void)keys("two\n");
	edit_next(&e, true);
	MAKES("\033[A", "two");
	MAKES("\033[A\033[A", "one");
	MAKES("\033[A\033[A\033[A", "one");
	MAKES("\020\020\016", "two");
	MAKES("x\033[A\033[B", "");
	MAKES("\033[B", "");
	MAKES("\033[A!", "two!");
	for (int i = 0; i < EDIT_PAST; i++) {
		char c = (char)('A' + i % 26);

		edit_next(&e, false);
		(void)edit_key(&e, c);
		edit_next(&e, true);
	}
	CHECK(e.past_n == EDIT_PAST);
	CHECK_BYTES(e.past[0].line, e.past[0].n, "A");
}

static void
test_full(void)
{
	edit_next(&e, false);
	for (int i = 0; i < EDIT_LINE + 9; i++)
		(void)edit_key(&e, 'x');
	CHECK(e.n == EDIT_LINE && e.at == EDIT_LINE);
	CHECK(keys("\001\004") == EDIT_MORE && e.n == EDIT_LINE - 1);
}

static void
test_draw(void)
{
	char buf[64];
	struct text t = TEXT(buf);

	edit_next(&e, false);
	e.columns = 5;
	(void)keys("abc\002");
	edit_draw(&e, &t);
	CHECK_BYTES(t.p, t.n, "\rabc\033[K\033[1D");
	t.n = 0;
	(void)keys("\005def");
	edit_draw(&e, &t);
	CHECK_BYTES(t.p, t.n, "\rcdef\033[K");
}

int
main(void)
{
	test_keys();
	test_past();
	test_full();
	test_draw();
	return unit_done();
}
