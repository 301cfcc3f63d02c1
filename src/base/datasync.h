/*
 * datasync.h - the data of a file onto its device, before a name leads to it.
 */
#ifndef BASE_DATASYNC_H
#define BASE_DATASYNC_H

enum datasync {
	DATASYNC_DURABLE, /* all of the file is on stable storage */
	DATASYNC_SENT,  /* the device has the data: an fsync has yet to come */
	DATASYNC_FAILED /* errno; final, whatever a later fsync says */
};

/* Sends what has been written to FD to its device. Where the journal of the
 * file system keeps the order (ext4, XFS), names may be made next, and
 * one fsync behind them makes data and names durable together. Anywhere else
 * it is an fsync. */
enum datasync datasync(int fd);

#endif
