#!/usr/bin/python3
"""pop3.py - what test/bench needs for its rows of POP3.

fill DIR COUNT       a Maildir of so many messages, all of them read
memory PORT PID LOGIN PASSWORD COUNT
                     octets of private memory, a message, of the wire of a
                     session that has listed COUNT, whose server is PID
"""
import os
import poplib
import sys

LINE = b"x" * 75 + b"\n"
BODY = (b"From: sender@bench.example\nTo: reader@bench.example\n"
        b"Subject: bench\n\n" + LINE * 26)
SIZES = ",S=%d,W=%d" % (len(BODY), len(BODY) + BODY.count(b"\n"))


def fill(top, count):
    for folder in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(top, folder))
    for n in range(int(count)):
        # As delivery names them, ten a second.
        name = "%d.M%06dP%dR%016x.mx.bench.example%s:2,S" % (
            1700000000 + n // 10, n * 7919 % 1000000, n % 30000 + 1,
            n * 2654435761 % 2 ** 64, SIZES)
        with open(os.path.join(top, "cur", name), "wb") as file:
            file.write(BODY)


def child(pid):
    with open("/proc/%s/task/%s/children" % (pid, pid)) as file:
        return file.read().split()[0]


def memory(port, server, login, password, count):
    session = poplib.POP3("127.0.0.1", int(port), timeout=60)
    session.user(login)
    session.pass_(password)
    if session.stat()[0] != int(count):
        sys.exit("pop3.py: %s messages?" % (session.stat(),))
    wire = child(child(server))
    with open("/proc/%s/smaps_rollup" % wire) as file:
        own = sum(int(line.split()[1]) for line in file
                  if line.startswith("Private_"))
    session.quit()
    print("%.3f" % (own * 1024 / int(count)))


if __name__ == "__main__":
    {"fill": fill, "memory": memory}[sys.argv[1]](*sys.argv[2:])
