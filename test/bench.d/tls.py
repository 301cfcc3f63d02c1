#!/usr/bin/python3
"""tls.py - the loads of TLS; each prints one number.

session PORT PID COUNT    KiB of private memory of a session in TLS after EHLO,
                          all processes that descend from PID, COUNT open
more PORT PID PORT PID    KiB that a session in the clear has more at the first
                          port than at the second
cpu PORT DIR COUNT        milliseconds of CPU that a connection with one
                          message takes, TLS 1.3 by STARTTLS: of the whole
                          machine but for this load, which has to be quiet
rate PORT SECONDS         handshakes a second, four at once, TLS from the first
                          octet
"""
import os
import re
import ssl
import statistics
import subprocess
import sys
import time

import load
from load import DOMAIN, LIMIT, fail

OPEN = 40
MESSAGE = b"Subject: hello\r\n\r\n" + b"x" * 62 + b"\r\n"


def context():
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.check_hostname, c.verify_mode = False, ssl.CERT_NONE
    c.minimum_version = ssl.TLSVersion.TLSv1_3
    return c


def secured(port):
    s = load.connect(port)
    s.say("EHLO " + DOMAIN, "250")
    s.say("STARTTLS", "220")
    s.sock = context().wrap_socket(s.sock)
    s.file = s.sock.makefile("rb")
    s.say("EHLO " + DOMAIN, "250")
    return s


def of_each(pid, count):
    kids = load.children()
    tops = kids.get(pid, [])
    if len(tops) != count:
        fail("%d processes for %d connections" % (len(tops), count))
    return statistics.median(load.family(p, kids) for p in tops)


def session(port, pid, count):
    held = [secured(port) for _ in range(int(count))]
    return of_each(pid, len(held))


def more(port, pid, other_port, other_pid):
    return load.idle(port, pid, OPEN)[0] - \
        load.idle(other_port, other_pid, OPEN)[0]


def machine():
    """Seconds that its processors were not idle."""
    with open("/proc/stat") as f:
        user, nice, system, _, _, irq, soft = map(int, f.readline().split()[1:8])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def cpu(port, folder, count):
    before, own = machine(), time.process_time()
    for _ in range(int(count)):
        s = secured(port)
        s.say("MAIL FROM:<a@b.example>", "250")
        s.say("RCPT TO:<box0@%s>" % DOMAIN, "250")
        s.say("DATA", "354")
        s.sock.sendall(MESSAGE * 64)
        s.say(".", "250")
        s.say("QUIT", "221")
    deadline = time.monotonic() + LIMIT
    while load.delivered(folder) < int(count):
        if time.monotonic() > deadline:
            fail("not all messages arrived")
        time.sleep(0.05)
    took = machine() - before - (time.process_time() - own)
    return took * 1e3 / int(count)


def rate(port, seconds):
    clients = [subprocess.Popen(
        ["openssl", "s_time", "-connect", "127.0.0.1:" + port, "-new",
         "-tls1_3", "-time", seconds], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL) for _ in range(4)]
    total = 0
    for c in clients:
        said = c.communicate(timeout=LIMIT)[0].decode()
        found = re.search(r"(\d+) connections in (\d+) real seconds", said)
        if not found:
            fail("openssl s_time said: " + said)
        total += int(found[1]) / int(found[2])
    return total


LOADS = {"session": session, "more": more, "cpu": cpu, "rate": rate}


if __name__ == "__main__":
    print(LOADS[sys.argv[1]](*sys.argv[2:]))
