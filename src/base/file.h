/*
 * file.h - whole reads and writes, text files line by line.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/bytes.h"
#include "base/limits.h"

#include <sys/stat.h>
#include <sys/types.h>

/* Reads or writes all of it, or returns false with errno (EIO for an early
 * end). EINTR is retried; deadlines are the caller's business, before the
 * call. */
bool file_write(int fd, const void *p, size_t n);
bool file_pread(int fd, void *p, size_t n, off_t at);
/* Closes FD, unless it is -1. */
void file_close(int fd);
/* Reads and drops what still comes, within LIM_DRAIN and its times. */
void file_drain(int fd);
/* Renames, and never over another file. False with errno; ENOSYS where there is
 * no such call. */
bool file_move(int from, const char *old, int to, const char *name);
/* Puts each of two files in the other's place. False as file_move has it. */
bool file_swap(int dir, const char *a, const char *b);
/* Closes FD and all descriptors above it. False: one may still be open. */
bool file_close_from(int fd);
/* Moves the N descriptors to 3 and following, and closes all others behind fd
 * 2. False with errno. */
bool file_keep(int *const fd[], int n);
/* Reads as much as the file has; -1 with errno. */
ssize_t file_pread_most(int fd, void *p, size_t n, off_t at);

/* Locks the whole file, and waits for the lock until DEADLINE (clock.h). False
 * with errno: EWOULDBLOCK if another still has it. The lock ends when the
 * descriptor is closed. */
bool file_lock(int fd, int64_t deadline);

/* True if nobody has changed the file between the two looks, neither its octets
 * nor its mode, owner or ACL. Its owner may set its mtime, but nobody its
 * ctime. */
bool file_same_state(const struct stat *a, const struct stat *b);

/* The type of the file system of FD as statfs(2) tells it, in 32 bits; 0: it is
 * not known. */
uint32_t file_system(int fd);

/* A text file, read line by line; LF or CRLF, the last one may lack it. */
struct lines {
	int fd;
	unsigned number; /* of the line last returned, from 1 */
	off_t start;     /* where that line begins in the file */
	size_t at, end;
	off_t base;
	bool eof;
	char buf[LIM_TEXT_LINE + 2];
};

enum lines_rc {
	LINES_OK,
	LINES_LONG, /* over LIM_TEXT_LINE octets; nothing of it is shown */
	LINES_END,
	LINES_ERROR /* errno */
};

/* Reads FD from its start. The descriptor stays the caller's; its file
 * offset is neither used nor moved. */
void lines_init(struct lines *l, int fd);
/* The next line, without its end; it lives until the next call. */
enum lines_rc lines_next(struct lines *l, struct bytes *out);

#endif
