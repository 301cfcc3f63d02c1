#!/usr/bin/python3 -ESB
"""A relay of TLS that has been taken over: a server executes it in place of
tlsd-lite. It seals nothing and says so, and then does to the wire what its own
name tells. What a peer could not have sent is of no more use to it.
"""
import array
import ctypes
import os
import socket
import struct
import sys
import time

PREPARED, BEGIN, SEALED = 2, 3, 4
MAIL = (b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n"
        b"Subject: half\r\n\r\nhalf of\r\n")


def message(word, text=b""):
    return struct.pack("=I240s", word, text)


def main():
    # As the filter of the real one has it.
    ctypes.CDLL(None).prctl(1, 9)
    guard = socket.socket(fileno=3)
    ours, wires = socket.socketpair()
    fds = array.array("i", [wires.fileno()])
    guard.sendmsg([message(PREPARED)],
                  [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
    wires.close()
    how = os.path.basename(sys.argv[0]).split(".")[-1]
    if how == "mute":
        time.sleep(300)
    if struct.unpack("=I", guard.recv(999)[:4])[0] != BEGIN:
        return
    guard.send(message(SEALED, b"TLS1.3 NONE"))
    if how == "half":
        ours.sendall(MAIL)
        ours.shutdown(socket.SHUT_WR)
        while ours.recv(999):
            pass
    elif how == "killed":
        ours.sendall(MAIL)
        os.kill(os.getpid(), 9)
    elif how == "flood":
        ours.sendall(b"x" * 200000)
        while ours.recv(999):
            pass
    elif how == "deaf":
        # Nothing of the many replies is read.
        for _ in range(100000):
            ours.sendall(b"HELP\r\n")
    elif how == "descriptors":
        # With each piece a descriptor; the wire has no use for one.
        for _ in range(300):
            ours.sendmsg([b"NOOP\r\nMAIL\r\n"],
                         [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                           array.array("i", [0, 1, 3]))])
            ours.recv(999)
    elif how == "guard":
        # The guard asked for nothing.
        guard.setblocking(False)
        try:
            while True:
                guard.send(message(SEALED))
        except OSError:
            pass
        ours.sendall(MAIL + b".\r\nQUIT\r\n")
        while ours.recv(999):
            pass
    time.sleep(300)


if __name__ == "__main__":
    main()
