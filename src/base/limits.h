/*
 * limits.h - the caps that several files share, each with its reason. One that
 * a single file needs stands there.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* RFC 5321 4.5.3.1: what every SMTP implementation must take. */
#define LIM_LOCAL 64       /* local part of an address */
#define LIM_DOMAIN 255     /* domain of an address, name after EHLO */
#define LIM_PATH 256       /* a path without its angle brackets */
#define LIM_RCPT_MIN 100   /* recipients of a message, at least */
#define LIM_RCPT_MAX 10000 /* ... and at most: the guard holds them all */

/* Command lines, with their CRLF. RFC 5321 asks for 512 and room for
 * parameters; RFC 4954 asks for 12,288 in an AUTH response. */
#define LIM_LINE 2048
#define LIM_REPLY 512     /* RFC 5321 4.5.3.1.5 */
#define LIM_POP3_LINE 255 /* RFC 2449 4 */
#define LIM_AUTH_LINE 12288
#define LIM_FLOOD 65536 /* octets without CRLF before we hang up */

/* A message that has been through this many hosts is in a loop. */
#define LIM_RECEIVED 100

/* Commands that move no mail, since the last mail. RFC 5321 has no such limit,
 * but a peer that only says NOOP holds a process. */
#define LIM_IDLE_COMMANDS 100

/* min-rate is averaged, and looked at after this long. */
#define LIM_RATE_GRACE_MS 60000

/* A login name: one octet more than an address can have, so that a longer
 * name, cut here, is nobody's. A password: RFC 4616 asks for 255. */
#define LIM_LOGIN (LIM_LOCAL + 1 + LIM_DOMAIN + 1)
#define LIM_PASSWORD 512

/* Failed logins of a session; the last one ends it. */
#define LIM_FAILURES 3

/* Wire buffers. Untouched pages cost nothing, so the input is sized for
 * throughput; output holds the replies to one pipelined burst. */
#define LIM_INPUT 131072
#define LIM_OUTPUT 16384

/* The size of a page: data across two of them costs each connection both. */
#define LIM_PAGE 4096

/* Sealing adds a length and a tag to a record. */
#define LIM_SEAL 18

/* Trace header: two addresses, two host names and a date, folded. */
#define LIM_TRACE 2048

/* Files: a path in the configuration; one line of a text file (an alias
 * with a thousand targets is still one logical line). */
#define LIM_FILE 1024
#define LIM_TEXT_LINE 16384
#define LIM_USERS_LINE 2048 /* of the users file: up to the hash */
#define LIM_ALIAS_DEPTH 10
#define LIM_ALIAS_TARGETS 1000

/* Octets of users and aliases that the recipients of one session may make us
 * read, where there is no index: seconds of work, not minutes. */
#define LIM_TABLES (4ULL << 30)

/* Messages of one mailbox that POP3 lists: eight octets each in the wire,
 * about a hundred in the guard. */
#define LIM_MESSAGES 1000000

/* Message files that a wire has at once: the one that it sends, and those
 * that its peer has asked for next. */
#define LIM_AHEAD 2

/* One log line, so that a datagram and a pipe take it whole. */
#define LIM_LOG 1024

/* Lines of one kind in the log of a session, of those that a peer could cause
 * without end: for it a 4xx is no error. */
#define LIM_COMPLAINTS 100

/* After our last reply we read away input that still comes, since closing a
 * socket with unread input may take the reply back (RFC 1122 4.2.2.13): until
 * the peer has been silent for a moment, but no more and no longer than
 * this. */
#define LIM_DRAIN 8388608
#define LIM_DRAIN_MS 2000
#define LIM_DRAIN_QUIET_MS 100

/* A listener: sockets that it may be given, as many as systemd has
 * descriptors for a service; sessions, each of two processes; how long it
 * waits for what cannot be had, and between two lines of the log. */
#define LIM_SOCKETS 1024
#define LIM_CONNECTIONS 10000
#define LIM_PAUSE_MS 1000

/* The address of the peer, as text. */
#define LIM_PEER 64

/* The guard ends a wire that outlives session-timeout by this much, and a
 * listener that ends waits so long for its sessions. */
#define LIM_GRACE_MS 30000

#endif
