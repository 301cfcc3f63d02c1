/*
 * hostile.h - a wire that has been taken over, against the real guard.
 *
 * guard_split runs an attack in place of the real wire, under its filter. The
 * guard must end the session with a log line and exit code 70, or give an
 * answer that an anonymous client could have had; mail is kept in order only.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "asks.h"
#include "base/keyvalue.h"
#include "scratch.h"
#include "unit.h"
#include "base/log.h"
#include "base/signals.h"
#include "guard/guard.h"
#include "vault/keyring.h"
#include "vault/noise.h"

#include <dirent.h>
#include <sodium.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>

#define PATIENCE 10 /* seconds for a session that takes a tenth of one */

static const struct program hostile_program = {
	.name = "hostile", .unavailable = "no", .later = "no", .files = 1
};
static struct start start;

/* Sets one key of the configuration. */
static inline bool
hostile_set(const char *option)
{
	return keyvalue_line(
	    conf_set, &start.conf, bytes_str(option), "-o", 0, &scratch_report);
}

/* The frame around an attack. */

static void (*attack)(int g);

static inline void
wire(struct start *s, int g, bool handshake)
{
	(void)s;
	(void)handshake;
	attack(g);
}

static inline bool
logged(const char *what)
{
	static char log[65536];
	int fd = open("log", O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, log, sizeof(log) - 1);

	if (fd >= 0)
		close(fd);
	log[n > 0 ? n : 0] = '\0';
	return strstr(log, what) != NULL;
}

/* Has the other end of the wire's fd 0, meanwhile; NULL: nobody listens. */
static void (*accomplice)(int peer);
static pid_t guarding;
static char hostile_said[512]; /* what it noted */

/* The exit code of a session with this wire; 1000 and more: a signal. */
static inline int
session(const struct guard_service *service, void (*what)(int g))
{
	int status, fd, ends[2], noted[2];
	ssize_t n;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0 ||
	    pipe2(noted, O_NONBLOCK) != 0 || (guarding = fork()) < 0)
		return -1;
	if (guarding == 0) {
		dup2(ends[1], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		fd = open("log", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		dup2(fd, STDERR_FILENO);
		/* No file, which would have no limit. */
		dup2(noted[1], STDOUT_FILENO);
		start_clean();
		(void)signals_hold();
		log_open("guard_test", CONF_LOG_STDERR, &start.peer);
		(void)alarm(PATIENCE);
		attack = what;
		_exit(guard_split(&start, &(struct dialect){ service, wire }));
	}
	close(ends[1]);
	close(noted[1]);
	if (accomplice != NULL)
		accomplice(ends[0]);
	if (waitpid(guarding, &status, 0) != guarding)
		return -1;
	close(ends[0]);
	n = read(noted[0], hostile_said, sizeof(hostile_said) - 1);
	hostile_said[n > 0 ? n : 0] = '\0';
	close(noted[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status)
				 : 1000 + WTERMSIG(status);
}

/* How many messages are in the mailbox of b@b.c; what is in its tmp/, and
 * a size that a name does not tell, make it wrong. */
static inline int
mailbox(void)
{
	DIR *d = opendir("mail/b.c/b/tmp");
	struct dirent *e;
	struct stat st;
	char path[600];
	const char *size;
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL)
		n -= e->d_name[0] != '.' ? 1000 : 0;
	if (d != NULL)
		closedir(d);
	d = opendir("mail/b.c/b/new");
	while (d != NULL && (e = readdir(d)) != NULL) {
		snprintf(path, sizeof(path), "mail/b.c/b/new/%s", e->d_name);
		size = strstr(e->d_name, ",S=");
		if (e->d_name[0] == '.')
			continue;
		n += size != NULL && stat(path, &st) == 0 &&
			     st.st_size == atol(size + 3)
			 ? 1
			 : -100;
		unlink(path);
	}
	if (d != NULL)
		closedir(d);
	return n;
}

/* The session ended as a breach, with nothing delivered but KEPT. */
static inline bool
refused(void (*what)(int g), int kept)
{
	int code = session(&guard_smtp, what), have = mailbox();

	if (code == EX_SOFTWARE && have == kept && logged("session rip="))
		return true;
	printf("exit %d, mailbox %d\n", code, have);
	return false;
}

static inline bool
verdicts(const char *want)
{
	if (strcmp(hostile_said, want) != 0)
		printf("said %s, not %s\n", hostile_said, want);
	return strcmp(hostile_said, want) == 0;
}

static inline void
note(uint32_t verdict)
{
	char c = (char)('A' + verdict);

	(void)!write(STDOUT_FILENO, &c, 1);
}

/* A users file with b@b.c, a key, and a first message of a handshake. */
static inline bool
hostile_begin(void)
{
	static const char *const options[] = { "mail=mail/%d/%u", "users=users",
		"keys=keys", "aliases=none", "authorized-keys=none", "run=run",
		"hostname=mx.example", "max-size=8K", "plaintext-auth=always" };
	char hash[crypto_pwhash_STRBYTES], line[256];
	uint8_t key[NOISE_KEY];
	struct noise x;

	if (!scratch_enter() || sodium_init() < 0 ||
	    crypto_pwhash_str(hash, "right", 5,
		crypto_pwhash_OPSLIMIT_INTERACTIVE,
		crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0 ||
	    !keyring_make("keys", KEYRING_CURRENT, getuid(), (gid_t)-1, key,
		&scratch_report))
		return false;
	snprintf(line, sizeof(line), "b@b.c:{ARGON2ID}%s:::::\n", hash);
	noise1.op = GUARD_NOISE1;
	memcpy(noise1.u.noise1.server, key, NOISE_KEY);
	if (!noise_write1(&x, key,
		(struct bytes){
		    (const char *)noise1.u.noise1.prologue, NOISE_PROLOGUE },
		noise1.u.noise1.msg))
		return false;
	start.program = &hostile_program;
	start.peer = (struct peer){ .ip = "192.0.2.1", .network = true };
	conf_init(&start.conf);
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (!keyvalue_line(conf_set, &start.conf, bytes_str(options[i]),
			"-o", 0, &scratch_report))
			return false;
	return mkdir("run", 0700) == 0 && scratch_write("users", line, 0600);
}

static inline bool
hostile_end(void)
{
	return system("rm -rf mail users keys run log") == 0 && scratch_leave();
}

#endif
