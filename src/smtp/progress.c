/*
 * progress.c - a bar on the terminal while a long message goes out.
 * Runs in the client, confined.
 */
#include "smtp/progress.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/file.h"

#include <unistd.h>

#define PATIENCE_MS 1000
#define EVERY_MS 200
#define WIDTH 40

void
progress_begin(struct progress *p, uint64_t total)
{
	p->total = total > 0 ? total : 1;
	p->began = clock_mono();
	p->next = p->began + PATIENCE_MS;
}

void
progress_at(struct progress *p, uint64_t done)
{
	char buf[128];
	struct text t = TEXT(buf);
	int64_t now = p->on ? clock_mono() : 0;
	uint64_t share;

	if (!p->on || now < p->next)
		return;
	p->next = now + EVERY_MS;
	if (done > p->total)
		done = p->total;
	share = done * WIDTH / p->total;
	text_str(&t, "\r[");
	for (uint64_t i = 0; i < WIDTH; i++)
		text_char(&t, i < share ? '#' : '.');
	text_str(&t, "] ");
	text_num(&t, done * 100 / p->total);
	text_str(&t, " %, ");
	text_num(&t, done / 1024 * 1000 / (uint64_t)(now - p->began + 1));
	text_str(&t, " KiB/s\033[K");
	(void)file_write(STDERR_FILENO, t.p, t.n);
}

void
progress_end(struct progress *p)
{
	if (p->on && p->next > p->began + PATIENCE_MS)
		(void)file_write(STDERR_FILENO, "\r\033[K", 4);
}
