/* textfile_faults_test.c - a text file is changed while each system call of
 * that fails once: it is what it was or what it is to be, whole; what is
 * reported is true; and nothing is left that the next change minds. */
#include "failing.h"
#include "scratch.h"
#include "unit.h"
#include "users/textfile.h"

#include <signal.h>
#include <sys/resource.h>

#define FILE_NAME "folder/users"
#define OLD "# head\na@b.c:x\r\nb@b.c\n"
#define CHANGED "# head\na@b.c:x\r\nB@b.c\n"
#define ADDED OLD "c@b.c\n"
#define HALF OLD "d@b.c"

static enum textfile_what
change(void *arg, const struct bytes *line, struct text *out)
{
	(void)arg;
	if (line == NULL || !bytes_ieq(*line, BYTES("b@b.c")))
		return TEXTFILE_KEEP;
	text_str(out, "B@b.c");
	return TEXTFILE_REPLACE;
}

static bool
rewrite(struct textfile *e)
{
	return textfile_rewrite(e, change, NULL);
}

static bool holds_after(void);

/* A writer looks for the line before it adds it. */
static bool
append(struct textfile *e)
{
	return holds_after() || textfile_append(e, BYTES("c@b.c"));
}

static const struct scene {
	const char *what;
	bool (*act)(struct textfile *e);
	enum textfile_mode mode;
	const char *before; /* NULL: no file */
	const char *after;
	const char *never; /* what does not work here */
} scenes[] = {
	{ "a line is changed", rewrite, TEXTFILE_THERE, OLD, CHANGED, NULL },
	{ "without an exchange of names", rewrite, TEXTFILE_THERE, OLD, CHANGED,
	    "renameat2" },
	{ "a line is added", append, TEXTFILE_SOON, OLD, ADDED, NULL },
	{ "a line is added to half a line", append, TEXTFILE_THERE, HALF,
	    HALF "\nc@b.c\n", NULL },
	{ "the file is made", append, TEXTFILE_CREATE, NULL, "c@b.c\n", NULL },
};
static const struct scene *scene;

/* As the tools do it: again, if the file is another by now. */
static bool
act(void)
{
	struct textfile e;
	bool ok;

	if (!textfile_begin(&e, FILE_NAME, scene->mode, &scratch_report))
		return false;
	do
		ok = scene->act(&e);
	while (!ok && textfile_relock(&e));
	textfile_end(&e);
	CHECK(e.fd == -1 && e.place.dir == -1);
	return ok;
}

static bool
holds(const char *want)
{
	char buf[256];
	bool armed = failing_armed;
	ssize_t n;
	int fd;

	failing_disarm();
	fd = open(FILE_NAME, O_RDONLY);
	n = fd < 0 ? -1 : read(fd, buf, sizeof(buf));
	if (fd >= 0)
		close(fd);
	failing_armed = armed;
	return want == NULL ? n <= 0 /* none, or an empty one */
			    : n == (ssize_t)strlen(want) &&
				  memcmp(buf, want, (size_t)n) == 0;
}

static bool
holds_after(void)
{
	return holds(scene->after);
}

static void
prepare(void)
{
	CHECK(scratch_remove("folder") && mkdir("folder", 0700) == 0);
	CHECK(scene->before == NULL ||
	      scratch_write(FILE_NAME, scene->before, 0640));
	scratch_report.count = 0;
	scratch_heard.what[0] = '\0';
	failing.always[0].call = scene->never;
	failing.always[0].error = ENOSYS;
}

/* Where the file is the new one though we say no, that is what we say. */
static bool
judge(bool ok)
{
	bool before = holds(scene->before), after = holds(scene->after);
	bool told = strstr(scratch_heard.what, "changed, but") != NULL;

	return (before || after) && !failing.again && (!ok || after) &&
	       (ok || scratch_report.count > 0) && (ok || after == told);
}

static void
attempt(unsigned at, int error)
{
	bool ok;

	prepare();
	failing_arm(at, error);
	ok = act();
	failing_disarm();
	if (!CHECK(failing.hit != NULL && judge(ok)))
		printf("%s: call %u, %s: %s, told %s\n", scene->what, at,
		    failing.hit != NULL ? failing.hit : "none",
		    ok ? "yes" : "no", scratch_heard.what);
	/* Another change works, and clears what is left. */
	scratch_report.count = 0;
	if (holds(scene->before))
		CHECK(act() && holds(scene->after));
	CHECK(scene->act == append || access(FILE_NAME ".edit", F_OK) != 0 ||
	      holds(scene->after));
}

static void
play(void)
{
	unsigned n;

	prepare();
	failing_arm(0, 0);
	CHECK(act() && holds(scene->after) && scratch_silent());
	failing_disarm();
	n = failing.count;
	CHECK(n > 8 && n < FAILING_CALLS);
	for (unsigned i = 1; i <= n; i++) {
		attempt(i, EIO);
		attempt(i, ENOSPC);
	}
}

/* A write that ends in mid-line, at a limit here, is taken back. */
static void
cut_short(void)
{
	struct rlimit all, few = { strlen(OLD) + 3, 0 };

	scene = &scenes[2];
	prepare();
	(void)signal(SIGXFSZ, SIG_IGN);
	CHECK(getrlimit(RLIMIT_FSIZE, &all) == 0);
	few.rlim_max = all.rlim_max;
	CHECK(setrlimit(RLIMIT_FSIZE, &few) == 0);
	CHECK(!act() && scratch_said("cannot be added to"));
	CHECK(setrlimit(RLIMIT_FSIZE, &all) == 0);
	CHECK(holds(OLD));
}

/* A folder that nothing can be told about is no reason to try for ever. */
static void
lasting(void)
{
	scene = &scenes[0];
	prepare();
	failing.always[0].call = "fstatat";
	failing.always[0].error = EIO;
	failing_arm(0, 0);
	CHECK(!act() && scratch_said("cannot be looked at"));
	failing_disarm();
	CHECK(holds(OLD));
}

int
main(void)
{
	CHECK(scratch_enter());
	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++) {
		scene = &scenes[i];
		play();
	}
	cut_short();
	lasting();
	CHECK(scratch_remove("folder"));
	CHECK(scratch_leave());
	return unit_done();
}
