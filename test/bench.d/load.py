#!/usr/bin/python3
"""load.py - the loads of test/bench; each prints one number.

mail PORT DIR [opt=n ...]   copies a second, until all lie in DIR/*/new
big PORT OCTETS             octets a second of one message, dot to 250
idle PORT PID COUNT         KiB of private memory of an idle connection's
                            processes, which descend from PID
lookup FILE COMMAND...      microseconds a RCPT of the addresses in FILE
size FILE                   octets
ready PORT                  seconds until somebody answers there
"""
import os
import socket
import statistics
import subprocess
import sys
import time

DOMAIN = "bench.example"
LIMIT = 120  # seconds for any load
BOXES = 8


def fail(text):
    sys.exit("load.py: " + text)


def delivered(folder):
    total = 0
    for box in os.scandir(folder):
        total += len(os.listdir(box.path + "/new"))
    return total


def mail(port, folder, *options):
    """smtp-source, one process and one mailbox a session."""
    opt = {"sessions": 8, "messages": 800, "size": 4096, "rcpt": 1,
           "stay": 0, "lmtp": 0}
    opt.update((k, int(v)) for k, v in (o.split("=") for o in options))
    share = opt["messages"] // opt["sessions"]
    command = ["smtp-source", "-s", "1", "-m", str(share),
               "-l", str(opt["size"]), "-r", str(opt["rcpt"])]
    command += ["-d"] * opt["stay"] + ["-L"] * opt["lmtp"]
    command += ["-f", "sender@" + DOMAIN]
    start = time.monotonic()
    running = []
    for i in range(opt["sessions"]):
        to = "box%d@%s" % (i, DOMAIN) if opt["rcpt"] == 1 else "box@" + DOMAIN
        running.append(subprocess.Popen(
            command + ["-t", to, "inet:127.0.0.1:" + port]))
    for p in running:
        if p.wait(LIMIT) != 0:
            fail("smtp-source failed")
    copies = share * opt["sessions"] * opt["rcpt"]
    while delivered(folder) < copies:
        if time.monotonic() > start + LIMIT:
            fail("%d of %d copies arrived" % (delivered(folder), copies))
        time.sleep(0.005)
    return copies / (time.monotonic() - start)


class Session:
    """A dialogue on a socket."""

    def __init__(self, sock):
        sock.settimeout(LIMIT)
        if sock.family == socket.AF_INET:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = sock
        self.file = sock.makefile("rb")
        self.reply("220")

    def reply(self, code):
        while True:
            line = self.file.readline()
            if line[:3] != code.encode():
                fail("%r instead of %s" % (line, code))
            if line[3:4] != b"-":
                return

    def say(self, line, code):
        self.sock.sendall(line.encode() + b"\r\n")
        self.reply(code)


def connect(port):
    return Session(socket.create_connection(("127.0.0.1", int(port))))


def big(port, octets):
    line = b"x" * 76 + b"\r\n"
    body = line * ((int(octets) - 128) // len(line))
    s = connect(port)
    s.say("EHLO " + DOMAIN, "250")
    s.say("MAIL FROM:<sender@%s>" % DOMAIN, "250")
    s.say("RCPT TO:<box0@%s>" % DOMAIN, "250")
    s.say("DATA", "354")
    start = time.monotonic()
    s.sock.sendall(body)
    s.say(".", "250")
    took = time.monotonic() - start
    s.say("QUIT", "221")
    return len(body) / took


def children():
    """pid -> pids of its children, for all processes."""
    kids = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid) as f:
                parent = f.read().rpartition(")")[2].split()[1]
        except OSError:
            continue  # it ended meanwhile
        kids.setdefault(parent, []).append(pid)
    return kids


def private(pid, kids):
    with open("/proc/%s/smaps_rollup" % pid) as f:
        own = sum(int(x.split()[1]) for x in f if x.startswith("Private_"))
    return own + sum(private(k, kids) for k in kids.get(pid, []))


def idle(port, pid, count):
    held = [connect(port) for _ in range(int(count))]
    for s in held:
        s.say("EHLO " + DOMAIN, "250")
    kids = children()
    tops = kids.get(pid, [])
    if len(tops) != len(held):
        fail("%d processes for %d connections" % (len(tops), len(held)))
    return statistics.median(private(p, kids) for p in tops)


def recipients(names, command):
    """Transactions of ten recipients, pipelined, as many as the limit on
    commands that move no mail (RSET) lets pass in a session."""
    ours, theirs = socket.socketpair()
    server = subprocess.Popen(command, stdin=theirs, stdout=theirs)
    theirs.close()
    s = Session(ours)
    s.say("EHLO " + DOMAIN, "250")
    text, replies = "", 0
    for i in range(0, len(names), 10):
        text += "MAIL FROM:<>\r\n"
        text += "".join("RCPT TO:<%s>\r\n" % a for a in names[i:i + 10])
        text += "RSET\r\n"
        replies += 12
    start = time.monotonic()
    s.sock.sendall(text.encode())
    for _ in range(replies):
        s.reply("250")
    took = time.monotonic() - start
    s.say("QUIT", "221")
    server.wait(LIMIT)
    return took / len(names) * 1e6


def lookup(addresses, *command):
    with open(addresses) as f:
        names = f.read().split()
    return statistics.median(recipients(names, command) for _ in range(15))


def ready(port):
    start = time.monotonic()
    while time.monotonic() < start + 30:
        try:
            connect(port)
            return time.monotonic() - start
        except OSError:
            time.sleep(0.05)
    fail("nobody answers at port " + port)


LOADS = {"mail": mail, "big": big, "idle": idle, "lookup": lookup,
         "size": os.path.getsize, "ready": ready}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in LOADS:
        sys.exit(__doc__)
    print("%.3f" % LOADS[sys.argv[1]](*sys.argv[2:]))
