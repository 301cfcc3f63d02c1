/* config_fuzz.c - any smtpd-lite.conf: what passes is within its limits. */
#include "fuzz.h"
#include "base/keyvalue.h"
#include "store/maildir.h"
#include "unit/table.h"

static void
sound(const struct conf *c)
{
	struct tree t;

	MUST(strlen(c->hostname) > 0 && strlen(c->hostname) <= LIM_DOMAIN);
	MUST(strlen(c->users) < LIM_FILE && strlen(c->aliases) < LIM_FILE);
	MUST(strlen(c->keys) < LIM_FILE && strlen(c->run) < LIM_FILE);
	MUST(c->users_any == (strcmp(c->users, "any") == 0));
	MUST(c->max_recipients >= LIM_RCPT_MIN);
	MUST(c->max_recipients <= LIM_RCPT_MAX);
	MUST(c->max_size > 0 && c->max_errors > 0);
	MUST(c->idle_timeout > 0 && c->session_timeout > 0);
	MUST(c->idle_timeout <= 604800 && c->session_timeout <= 604800);
	MUST(c->delimiter[0] >= 0 && c->delimiter[0] < 0x7f);
	MUST(tree_parse(&t, c->mail));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct report r = { table_say, NULL, 0 };
	char path[LIM_FILE], *option = malloc(n + 1);
	struct conf c;
	int fd = table_file(
	    (struct bytes){ (const char *)p, n }, path, sizeof(path));
	bool ok;

	conf_init(&c);
	ok = keyvalue_read(conf_set, &c, path, &r);
	MUST(ok == (r.count == 0));
	sound(&c);
	MUST(option != NULL);
	if (n > 0)
		memcpy(option, p, n);
	option[n] = '\0';
	conf_init(&c);
	r.count = 0;
	ok = keyvalue_line(conf_set, &c, bytes_str(option), "-o", 0, &r);
	MUST(ok == (r.count == 0));
	sound(&c);
	(void)close(fd);
	free(option);
	return 0;
}
