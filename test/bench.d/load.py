#!/usr/bin/python3
"""load.py - the loads of test/bench; each prints one number.

mail PORT DIR [opt=n ...]   copies a second, until all lie in DIR/*/new;
                            then what one message has cost the loop device
                            BENCH_DISK: commits of its journal, and flushes
flush FILE                  milliseconds from a changed block to the disk, and
                            the flushes of that
listen PORT UID COMMAND...  COMMAND with a listening socket as its input
big PORT OCTETS             octets a second of one message, dot to 250
idle PORT PID COUNT         KiB of private memory of an idle connection's
                            processes, which descend from PID; then of PID
lookup FILE COMMAND...      microseconds a RCPT of the addresses in FILE
size FILE                   octets
ready PORT                  seconds until somebody answers there
"""
import ctypes
import os
import select
import socket
import statistics
import struct
import subprocess
import sys
import time

DOMAIN = "bench.example"
LIMIT = 120  # seconds for any load
FLUSHES = 50


def fail(text):
    sys.exit("load.py: " + text)


def delivered(folder):
    return sum(len(os.listdir(box.path + "/new"))
               for box in os.scandir(folder))


class Arrivals:
    """Files that appear in the new/ of all mailboxes below FOLDER. They are
    counted as they come, for a look into the folders takes time itself."""
    EVENT = struct.Struct("iIII")
    APPEARED = 0x80 | 0x100  # IN_MOVED_TO, IN_CREATE

    def __init__(self, folder):
        libc = ctypes.CDLL(None, use_errno=True)
        self.fd = libc.inotify_init1(os.O_CLOEXEC)
        self.count = 0
        for box in os.scandir(folder):
            path = os.fsencode(box.path + "/new")
            if libc.inotify_add_watch(self.fd, path, self.APPEARED) < 0:
                fail("no inotify for " + box.path)

    def wait(self, count, deadline):
        while self.count < count:
            left = max(0, deadline - time.monotonic())
            if not select.select([self.fd], [], [], left)[0]:
                fail("%d of %d copies arrived" % (self.count, count))
            events, at = os.read(self.fd, 1 << 20), 0
            while at < len(events):
                at += self.EVENT.size + self.EVENT.unpack_from(events, at)[3]
                self.count += 1


def disk_counts():
    """Commits of the journal and flushes, up to now."""
    name = os.environ["BENCH_DISK"]
    with open("/proc/fs/jbd2/%s-8/info" % name) as f:
        commits = int(f.read().split()[0])
    with open("/sys/block/%s/stat" % name) as f:
        flushes = int(f.read().split()[15])
    return commits, flushes


def spent(before, things):
    return [(b - a) / things for a, b in zip(before, disk_counts())]


def flush(path):
    times = []
    with open(path, "wb", 0) as f:
        f.write(b"x" * 4096)
        os.fsync(f)
        before = disk_counts()
        for _ in range(FLUSHES):
            os.pwrite(f.fileno(), b"y" * 4096, 0)
            start = time.monotonic()
            os.fdatasync(f)
            times.append((time.monotonic() - start) * 1e3)
        return [statistics.median(times)] + spent(before, FLUSHES)[1:]


def smtp_source(port, to, count, opt):
    command = ["smtp-source", "-s", "1", "-m", str(count),
               "-l", str(opt["size"]), "-r", str(opt["rcpt"])]
    command += ["-d"] * opt["stay"] + ["-L"] * opt["lmtp"]
    command += ["-f", "sender@" + DOMAIN, "-t", to + "@" + DOMAIN]
    return subprocess.Popen(command + ["inet:127.0.0.1:" + port])


def mail(port, folder, *options):
    """One process and one mailbox a session."""
    opt = {"sessions": 8, "messages": 800, "size": 4096, "rcpt": 1,
           "stay": 0, "lmtp": 0}
    opt.update((k, int(v)) for k, v in (o.split("=") for o in options))
    share = opt["messages"] // opt["sessions"]
    messages = share * opt["sessions"]
    copies = messages * opt["rcpt"]
    arrivals, before = Arrivals(folder), disk_counts()
    start = time.monotonic()
    running = [smtp_source(port, "box%d" % i, share, opt)
               for i in range(opt["sessions"])]
    for p in running:
        if p.wait(LIMIT) != 0:
            fail("smtp-source failed")
    arrivals.wait(copies, start + LIMIT)
    took = time.monotonic() - start
    cost = spent(before, messages)
    if delivered(folder) != copies:
        fail("%d copies and not %d" % (delivered(folder), copies))
    return [copies / took] + cost


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


def private(pid):
    with open("/proc/%s/smaps_rollup" % pid) as f:
        return sum(int(x.split()[1]) for x in f if x.startswith("Private_"))


def family(pid, kids):
    return private(pid) + sum(family(k, kids) for k in kids.get(pid, []))


def idle(port, pid, count):
    held = [connect(port) for _ in range(int(count))]
    for s in held:
        s.say("EHLO " + DOMAIN, "250")
    kids = children()
    tops = kids.get(pid, [])
    if len(tops) != len(held):
        fail("%d processes for %d connections" % (len(tops), len(held)))
    return statistics.median(family(p, kids) for p in tops), private(pid)


def listen(port, uid, *command):
    sock = socket.create_server(("127.0.0.1", int(port)), backlog=200)
    os.setgroups([])
    os.setgid(int(uid))
    os.setuid(int(uid))
    os.dup2(sock.fileno(), 0)
    os.execv(command[0], command)


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


LOADS = {"mail": mail, "flush": flush, "listen": listen, "big": big,
         "idle": idle, "lookup": lookup, "size": os.path.getsize,
         "ready": ready}


def main(load, *arguments):
    result = LOADS[load](*arguments)
    if not isinstance(result, (list, tuple)):
        result = [result]
    print(*("%.3f" % float(x) for x in result), sep="\t")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in LOADS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
