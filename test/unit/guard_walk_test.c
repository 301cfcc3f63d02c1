/*
 * guard_walk_test.c - every sequence of requests to the guard, from each state
 * that one of them leads to, against the oracle of guard_oracle.h. States are
 * alike if guard and oracle keep the same of them; from each, every step is
 * tried once. Goes on until there is no new state, or for WALK_SECONDS (10).
 * WALK_SERVICE names the only service that is walked.
 */
#include "guard_take.h"
#include "unit.h"

#include <sys/wait.h>

#ifdef WITH_TEACHING
#define WALKS 4
#else
#define WALKS 2
#endif
#define STATES 200000
#define DEPTH 40

static const char *const services[] = { "SMTP", "POP3", "SMTP, teaching",
	"POP3, teaching" };

/* How a state was reached first: the one before, and the step. */
static struct state {
	uint8_t key[16];
	uint32_t before;
	uint8_t step, depth;
} states[STATES];
static uint32_t states_n, table[STATES * 2];

/* What the rest of a session depends on. */
static void
key_of_now(uint8_t key[16])
{
	const struct guard *g = &walk.g;
	struct model m = walk.m;
	crypto_generichash_state h;
	uint32_t known[] = { g->state, g->news, g->news_fd >= 0, g->logged_in,
		g->sealed, g->mailed, g->failures, g->esmtp, g->hello_n,
		g->accepted > 2 ? 2 : (uint32_t)g->accepted, (uint32_t)g->to_n,
		g->message.fd >= 0, g->relay >= 0, (uint32_t)g->listing.n,
		walk.has_noise2 && m.at == M_NOISE };

	/* How often something was done does not matter, nor what is over. */
	memset(m.stored, 0, sizeof(m.stored));
	if (m.at != M_BODY)
		m.body = 0;
	m.open = m.open && m.at == M_BODY;
	m.first = m.to != 0 ? m.first : 0;
	m.gone = m.gone && m.listed;
	m.marked = m.marked && m.listed;
	m.accepted = m.accepted > 2 ? 2 : m.accepted;
	m.came = m.came > 1 ? 1 : m.came;
	(void)crypto_generichash_init(&h, NULL, 0, 16);
	(void)crypto_generichash_update(&h, (void *)known, sizeof(known));
	(void)crypto_generichash_update(&h, (void *)&m, sizeof(m));
	(void)crypto_generichash_update(&h, (void *)&g->user, sizeof(g->user));
	for (size_t i = 0; i < g->to_n; i++)
		(void)crypto_generichash_update(
		    &h, (void *)&g->to[i].box, sizeof(g->to[i].box));
	(void)crypto_generichash_final(&h, key, 16);
}

/* Keeps a state that is new. */
static void
keep(uint32_t before, unsigned step)
{
	struct state *s = &states[states_n];
	uint32_t at;

	key_of_now(s->key);
	memcpy(&at, s->key, sizeof(at));
	for (at %= STATES * 2; table[at] != 0; at = (at + 1) % (STATES * 2))
		if (memcmp(states[table[at] - 1].key, s->key, 16) == 0)
			return;
	s->before = before;
	s->step = (uint8_t)step;
	s->depth = (uint8_t)(states_n == 0 ? 0 : states[before].depth + 1);
	table[at] = ++states_n;
}

static unsigned
way_to(uint32_t state, uint8_t way[DEPTH])
{
	unsigned depth = states[state].depth;

	for (unsigned i = depth; i > 0; i--) {
		way[i - 1] = states[state].step;
		state = states[state].before;
	}
	return depth;
}

static void
tell_way(const uint8_t *way, unsigned n)
{
	printf("%s, after", walk.why);
	for (unsigned i = 0; i < n; i++) {
		const struct step *s = &steps[way[i]];

		printf(" %u", way[i]);
		if (s->what == DO_ASK)
			printf("(op %u%s)", s->req[0].op,
			    s->req[0].posted ? ", posted" : "");
	}
	puts("");
}

/* The way to a state and one step more. */
static bool
try_step(bool pop3, bool teaching, uint32_t from, unsigned step)
{
	uint8_t way[DEPTH + 1];
	unsigned n = way_to(from, way);
	bool ok = walk_open(pop3, teaching);

	way[n] = (uint8_t)step;
	for (unsigned i = 0; i <= n && ok; i++) {
		walk.replay = i < n;
		ok = steps_take(&steps[way[i]]);
	}
	if (!ok)
		tell_way(way, n + 1);
	else if (!walk.m.over && n + 1 < DEPTH && states_n < STATES)
		keep(from, step);
	walk_end();
	return ok;
}

static void
walk_all(const char *name, bool pop3, bool teaching, int64_t until)
{
	unsigned long tried = 0;
	unsigned bad = 0;
	uint32_t i;

	states_n = 0;
	memset(table, 0, sizeof(table));
	CHECK(walk_open(pop3, teaching));
	keep(0, 0);
	walk_end();
	/* However busy the machine is, some. */
	for (i = 0; i < states_n && bad < 5 && (i < 12 || clock_mono() < until);
	     i++)
		for (unsigned s = 0; s < steps_n; s++, tried++)
			bad += !try_step(pop3, teaching, i, s);
	CHECK(bad == 0);
	CHECK(i > 10);
	printf("%s: %lu sequences, %u states%s, %u steps deep\n", name, tried,
	    states_n, i == states_n ? ", which are all" : "",
	    states[i > 0 ? i - 1 : 0].depth + 1U);
}

/* One service, in a process and a folder of its own. */
static void
walk_one(unsigned i, long seconds)
{
	char name[2] = { (char)('0' + i), '\0' };

	CHECK(mkdir(name, 0700) == 0 && chdir(name) == 0 && walk_begin());
	log_open("walk", CONF_LOG_NONE, &walk_start.peer);
	steps_begin();
	walk_all(services[i], i & 1, i & 2, clock_mono() + seconds * 1000);
	CHECK(chdir("..") == 0 && scratch_remove(name));
	exit(unit_done());
}

int
main(void)
{
	const char *seconds = getenv("WALK_SECONDS");
	const char *only = getenv("WALK_SERVICE");
	pid_t child[WALKS];
	unsigned bad = 0, n = 0;
	int status;

	CHECK(scratch_enter());
	(void)signal(SIGPIPE, SIG_IGN);
	for (unsigned i = 0; i < WALKS; i++) {
		if (only != NULL && strcmp(only, services[i]) != 0)
			continue;
		child[n] = fork();
		if (child[n] == 0)
			walk_one(i, seconds != NULL ? atol(seconds) : 10);
		CHECK(child[n++] > 0);
	}
	CHECK(n > 0);
	for (unsigned i = 0; i < n; i++) {
		CHECK(wait(&status) > 0);
		bad += status != 0;
		/* One that has failed is enough. */
		for (unsigned k = 0; bad == 1 && k < n; k++)
			(void)kill(child[k], SIGKILL);
	}
	CHECK(bad == 0);
	for (char name[] = "0"; name[0] < '0' + WALKS; name[0]++)
		(void)scratch_remove(name);
	CHECK(scratch_leave());
	return unit_done();
}
