/*
 * passfd.c - a message over a UNIX socket, with a descriptor in it.
 * Runs in those that send one: guard, tlsd-lite, the client's child; and in
 * those that receive it: wire, guard, client.
 */
#include "base/passfd.h"

#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* Room for one descriptor, aligned as the kernel wants it. */
union control {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int))];
};

ssize_t
passfd_send(int socket, const void *p, size_t n, int fd, int flags)
{
	union control control = { 0 };
	struct iovec iov = { (void *)(uintptr_t)p, n };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };

	if (fd >= 0) {
		msg.msg_control = &control;
		msg.msg_controllen = sizeof(control);
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		control.head.cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
	}
	return sendmsg(socket, &msg, flags);
}

ssize_t
passfd_receive(int socket, void *p, size_t n, int *fd, int flags)
{
	union control control = { 0 };
	struct iovec iov = { p, n };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		/* The padding would have room for a second one. */
		.msg_controllen = CMSG_LEN(sizeof(*fd)),
	};
	ssize_t got = recvmsg(socket, &msg, flags);
	const struct cmsghdr *c = got < 0 ? NULL : CMSG_FIRSTHDR(&msg);

	*fd = -1;
	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof(*fd)))
		memcpy(fd, CMSG_DATA(c), sizeof(*fd));
	return got;
}
