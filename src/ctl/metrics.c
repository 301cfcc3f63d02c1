/*
 * metrics.c - `metrics`: what all sessions add up to, as OpenMetrics.
 * Runs in the tool, as anybody who may read `run`.
 */
#include "base/counters.h"
#include "ctl/ctl.h"

#include <sysexits.h>

/* Counters of one name, told apart by the value of a label. */
static const struct family {
	const char *name, *unit, *help, *label;
	struct {
		enum counter counter; /* COUNT_NOTHING ends them */
		const char *value;
	} sample[12];
} families[] = {
	{ "sessions", NULL, "Sessions that have ended, by how.", "end",
	    { { COUNT_QUIT, "quit" }, { COUNT_LOST, "lost" },
		{ COUNT_SILENT, "silent" }, { COUNT_TOO_MANY_ERRORS, "errors" },
		{ COUNT_TERM, "term" }, { COUNT_FORGED, "forged" },
		{ COUNT_NO_SEAL, "handshake" }, { COUNT_NO_PROXY, "proxy" },
		{ COUNT_KILLED, "killed" }, { COUNT_BROKEN, "broken" } } },
	{ "messages", NULL, "Messages stored (SMTP) or sent (POP3).", NULL,
	    { { COUNT_MESSAGES, NULL } } },
	{ "message_bytes", "bytes", "Octets of these messages.", NULL,
	    { { COUNT_OCTETS, NULL } } },
	{ "recipients", NULL, "Recipients that were accepted.", NULL,
	    { { COUNT_RECIPIENTS, NULL } } },
	{ "commands", NULL, "Commands.", NULL, { { COUNT_COMMANDS, NULL } } },
	{ "errors", NULL, "Commands that were refused for good.", NULL,
	    { { COUNT_ERRORS, NULL } } },
	{ "refusals", NULL,
	    "Senders, recipients and messages that were refused, by why.",
	    "kind",
	    { { COUNT_NO_USER, "no-user" }, { COUNT_NOT_OURS, "not-ours" },
		{ COUNT_NOT_YOURS, "not-yours" }, { COUNT_GONE, "gone" },
		{ COUNT_NOT_NOW, "later" } } },
	{ "logins", NULL, "Logins, by result.", "result",
	    { { COUNT_LOGIN, "yes" }, { COUNT_WRONG, "wrong" },
		{ COUNT_NOT_LISTED, "not-listed" },
		{ COUNT_LOGIN_LATER, "later" } } },
	{ "handshakes", NULL, "Handshakes of the Noise channel, by result.",
	    "result",
	    { { COUNT_NOISE, "yes" }, { COUNT_NOISE_FAILED, "failed" } } },
	{ "tls", NULL, "Handshakes of TLS, by version.", "version",
	    { { COUNT_TLS12, "TLS1.2" }, { COUNT_TLS13, "TLS1.3" } } },
	{ "tls_failures", NULL, "Handshakes of TLS that failed.", NULL,
	    { { COUNT_TLS_FAILED, NULL } } },
	{ "storage_errors", NULL, "Messages that could not be stored or read.",
	    NULL, { { COUNT_STORAGE, NULL } } },
	{ "limits", NULL, "Limits that were reached.", "limit",
	    { { COUNT_MAX_RECIPIENTS, "max-recipients" },
		{ COUNT_MAX_CONNECTIONS, "max-connections" },
		{ COUNT_MAX_PER_SOURCE, "max-per-source" },
		{ COUNT_TOO_MANY_ERRORS, "max-errors" },
		{ COUNT_SILENT, "timeout" } } },
};

#define FAMILIES (sizeof(families) / sizeof(families[0]))

static void
put_about(
    struct text *t, const char *what, const struct family *f, const char *text)
{
	text_str(t, "# ");
	text_str(t, what);
	text_str(t, " smtpd_lite_");
	text_str(t, f->name);
	text_char(t, ' ');
	text_str(t, text);
	text_char(t, '\n');
}

static void
put_samples(struct text *t, const struct family *f, const char *server,
    const uint64_t n[COUNTERS])
{
	for (unsigned i = 0; f->sample[i].counter != COUNT_NOTHING; i++) {
		text_str(t, "smtpd_lite_");
		text_str(t, f->name);
		text_str(t, "_total{server=\"");
		text_str(t, server);
		if (f->label != NULL) {
			text_str(t, "\",");
			text_str(t, f->label);
			text_str(t, "=\"");
			text_str(t, f->sample[i].value);
		}
		text_str(t, "\"} ");
		text_num(t, n[f->sample[i].counter]);
		text_char(t, '\n');
	}
}

int
ctl_metrics(struct ctl *c, int argc, char **argv)
{
	uint64_t n[COUNTERS_SERVERS][COUNTERS_ROOM];
	char buf[16384];
	struct text t = TEXT(buf);

	(void)argc;
	(void)argv;
	if (!counters_read(c->conf.run, n)) {
		(void)report_errno(&c->report, c->conf.run, NULL);
		return EX_NOINPUT;
	}
	for (const struct family *f = families; f < families + FAMILIES; f++) {
		put_about(&t, "TYPE", f, "counter");
		if (f->unit != NULL)
			put_about(&t, "UNIT", f, f->unit);
		put_about(&t, "HELP", f, f->help);
		put_samples(&t, f, "smtp", n[COUNTERS_SMTP]);
		put_samples(&t, f, "pop3", n[COUNTERS_POP3]);
	}
	text_str(&t, "# EOF\n");
	return ctl_print(&t);
}
