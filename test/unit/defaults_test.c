/*
 * The configuration that comes along says what the defaults are: with every
 * line of it in force nothing changes.
 */
#include "base/conf.h"
#include "base/keyvalue.h"
#include "base/file.h"
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* "#key = value", as against "# a remark". */
static bool
is_key(struct bytes line)
{
	return line.n > 1 && line.p[0] == '#' && line.p[1] >= 'a' &&
	       line.p[1] <= 'z';
}

int
main(void)
{
	struct report r = { report_print, NULL, 0 };
	static struct conf by_itself, by_file;
	char option[LIM_FILE];
	static struct lines l;
	struct bytes line;
	unsigned keys = 0;
	const char *const build = getenv("BUILD");
	char example[LIM_FILE];
	int fd;

	snprintf(example, sizeof(example), "%s/contrib/smtpd-lite.conf",
	    build != NULL ? build : ".");
	fd = open(example, O_RDONLY | O_CLOEXEC);
	if (!CHECK(fd >= 0))
		return unit_done();
	conf_init(&by_itself);
	conf_init(&by_file);
	lines_init(&l, fd);
	while (lines_next(&l, &line) == LINES_OK) {
		struct text t = TEXT(option);

		if (!is_key(line))
			continue;
		text_put(&t, bytes_skip(line, 1));
		CHECK(text_end(&t));
		if (!CHECK(keyvalue_line(
			conf_set, &by_file, bytes_str(option), "-o", 0, &r)))
			puts(option);
		keys++;
	}
	CHECK(keys > 0);
	CHECK(keyvalue_read(conf_set, &by_file, example, &r));
	/* A default that the file can only describe. */
	memcpy(by_file.hostname, by_itself.hostname, sizeof(by_file.hostname));
	CHECK(memcmp(&by_file, &by_itself, sizeof(by_file)) == 0);
	(void)close(fd);
	return unit_done();
}
