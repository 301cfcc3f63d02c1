/*
 * args.c - what a command line is made of.
 * Runs in the wire; every octet is the peer's.
 */
#include "proto/args.h"

#include "base/addr.h"

#include <string.h>

bool
args_split(struct bytes line, struct bytes *verb, struct bytes *arg)
{
	while (line.n > 0 && line.p[line.n - 1] == ' ')
		line.n--;
	*verb = bytes_take(&line, ' ');
	*arg = line;
	return verb->n > 0;
}

enum args_rc
args_param(struct bytes *rest, struct bytes *key, struct bytes *value)
{
	struct bytes word;

	if (rest->n == 0)
		return ARGS_END;
	if (rest->p[0] != ' ')
		return ARGS_BAD;
	*rest = bytes_skip(*rest, 1);
	word = *value = bytes_until(rest, BYTES(" "));
	*key = bytes_take(value, '=');
	if (key->n == 0 || key->p[0] == '-' ||
	    (key->n < word.n && value->n == 0))
		return ARGS_BAD;
	for (size_t i = 0; i < key->n; i++)
		if (!ascii_alnum((unsigned char)key->p[i]) && key->p[i] != '-')
			return ARGS_BAD;
	for (size_t i = 0; i < value->n; i++)
		if (ascii_control(value->p[i]) || value->p[i] == '=')
			return ARGS_BAD;
	return utf8_valid(*value) ? ARGS_OK : ARGS_BAD;
}

static bool
upper_hex(unsigned char c)
{
	return ascii_digit(c) || (c >= 'A' && c <= 'F');
}

bool
xtext_valid(struct bytes s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c > '~' || c == '=')
			return false;
		/* The two digits are good xtext of their own. */
		if (c == '+' &&
		    (s.n - i < 3 || !upper_hex((unsigned char)s.p[i + 1]) ||
			!upper_hex((unsigned char)s.p[i + 2])))
			return false;
	}
	return s.n > 0;
}

bool
args_number(struct bytes s, uint64_t *out)
{
	if (s.n == 0 || s.n > 20)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_digit((unsigned char)s.p[i]))
			return false;
	if (!num_parse(s, UINT64_MAX, out))
		*out = UINT64_MAX;
	return true;
}

bool
helo_name_valid(struct bytes s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alnum((unsigned char)s.p[i]) &&
		    (s.p[i] == '\0' || strchr(".:_[]-", s.p[i]) == NULL))
			return false;
	return s.n >= 1 && s.n <= LIM_DOMAIN;
}

bool
bdat_parse(struct bytes arg, uint64_t *size, bool *last)
{
	struct bytes number;

	*last = bytes_cut(&arg, ' ', &number);
	if (!*last)
		number = arg;
	else if (!bytes_ieq(arg, BYTES("LAST")))
		return false;
	return number.n <= 20 && num_parse(number, UINT64_MAX, size);
}

/* One word, between blanks and octets that no line may have. */
static struct bytes
word_take(struct bytes *line)
{
	const struct bytes between = BYTES(" \r\n\0");

	while (line->n > 0 && memchr(between.p, line->p[0], between.n) != NULL)
		*line = bytes_skip(*line, 1);
	return bytes_until(line, between);
}

bool
bdat_refused(struct bytes line, uint64_t *size)
{
	struct bytes word = word_take(&line);

	if (!bytes_ieq(word, BYTES("BDAT")))
		return false;
	word = word_take(&line);
	if (word.n > 20 || !num_parse(word, UINT64_MAX, size))
		*size = UINT64_MAX;
	word = word_take(&line);
	if (word.n > 0 && !bytes_ieq(word, BYTES("LAST")))
		*size = UINT64_MAX;
	if (word_take(&line).n > 0)
		*size = UINT64_MAX;
	return true;
}
