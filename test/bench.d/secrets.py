#!/usr/bin/python3
"""secrets.py - what secrets cost; each load prints one number.

login NAME SERVER...          milliseconds from a wrong password to its 535,
                              beyond the delay that a first failure costs
handshake SIDE CLIENT SERVER  milliseconds of CPU that the `server` or the
                              `client` spends on a short message; both are
                              commands in one word, CLIENT with {port} in it
"""
import base64
import os
import shlex
import socket
import statistics
import subprocess
import sys
import time

from load import DOMAIN, LIMIT, Session, fail

DELAY = 0.5  # FIRST_DELAY_MS of src/guard/login.c
TIMES = 20
MESSAGE = b"Subject: hello\n\nhello\n"


def refused(name, command):
    ours, theirs = socket.socketpair()
    server = subprocess.Popen(command, stdin=theirs, stdout=theirs)
    theirs.close()
    s = Session(ours)
    s.say("EHLO " + DOMAIN, "250")
    words = base64.b64encode(b"\0%s\0wrong" % name.encode()).decode()
    start = time.monotonic()
    s.say("AUTH PLAIN " + words, "535")
    took = time.monotonic() - start - DELAY
    s.say("QUIT", "221")
    server.wait(LIMIT)
    return took * 1e3


def login(name, *command):
    return statistics.median(refused(name, command) for _ in range(5))


def spent(process, what):
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        fail("the %s ended with %d" % (what, status))
    return (usage.ru_utime + usage.ru_stime) * 1e3


def message(listener, client, server):
    """CPU of one message on either side."""
    port = listener.getsockname()[1]
    sender = subprocess.Popen(shlex.split(client.format(port=port)),
                              stdin=subprocess.PIPE)
    sender.stdin.write(MESSAGE)
    sender.stdin.close()
    conn = listener.accept()[0]
    receiver = subprocess.Popen(shlex.split(server), stdin=conn, stdout=conn)
    conn.close()
    return {"client": spent(sender, "client"),
            "server": spent(receiver, "server")}


def handshake(side, client, server):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(LIMIT)
        return statistics.median(
            message(listener, client, server)[side] for _ in range(TIMES))


LOADS = {"login": login, "handshake": handshake}

if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in LOADS:
        sys.exit(__doc__)
    print("%.3f" % LOADS[sys.argv[1]](*sys.argv[2:]))
