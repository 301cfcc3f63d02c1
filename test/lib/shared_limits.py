#!/usr/bin/python3 -ESB
"""What all processes of an account share, used up by some of them.

    shared_limits.py BUILD NAME

NAME is a function below. Run in a folder of its own, by an account that has
no other processes and no privilege: the kernel counts for each account.
"""
import base64
import contextlib
import ctypes
import errno
import fcntl
import glob
import os
import resource
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from classroom import HASH, PATIENCE, PEER  # noqa: E402

BOX = "mail/example.org/bob"
LOGIN = b"USER bob@example.org\r\nPASS secret\r\n"
PLAIN = base64.b64encode(b"\0bob@example.org\0secret")
SLOW = base64.b64encode(b"\0slow@example.org\0secret")
SLOTS = 4
MESSAGES = 20
STALLED = 80
PROCESSES = 40  # RLIMIT_NPROC
FILES = 64  # RLIMIT_NOFILE of a server: fewer than there are stalled ones


def must(value, what):
    if not value:
        sys.exit(f"{what}\n{open('log', encoding='ascii').read()[-2000:]}")


def until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        must(time.monotonic() < end, "never")
        time.sleep(0.001)


class Server:
    """A server with a connection, and what it has said."""
    def __init__(self, program, *options, limits=()):
        def confine():
            for what, most in limits:
                resource.setrlimit(what, (most, most))
        self.socket, theirs = socket.socketpair()
        self.socket.settimeout(PATIENCE)
        self.file = self.socket.makefile("rb")
        with theirs, open("log", "ab") as log:
            self.process = subprocess.Popen(
                [os.path.join(sys.argv[1], program), "-c", "/dev/null",
                 "-o", "users=users", "-o", f"mail={os.getcwd()}/mail/%d/%u",
                 "-o", "aliases=none", "-o", "run=.", "-o", "log=stderr",
                 "-o", "plaintext-auth=always", "-o", "hostname=mx.example",
                 *(word for o in options for word in ("-o", o))],
                stdin=theirs, stdout=theirs, stderr=log, preexec_fn=confine,
                env={**os.environ, **PEER})

    def say(self, octets):
        self.socket.sendall(octets)

    def line(self):
        return self.file.readline()

    def expect(self, *starts):
        for start in starts:
            line = self.line()
            must(line.startswith(start), f"{line!r}, not {start!r}")

    def ask(self, octets, *starts):
        self.say(octets)
        self.expect(*starts)

    def end(self):
        self.socket.close()
        self.file.close()
        return self.process.wait(PATIENCE)


def prepare():
    for folder in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(BOX, folder))
    with open("users", "w", encoding="ascii") as file:
        file.write(f"bob@example.org:{HASH}:::::\n")
    with open("message", "w", encoding="ascii") as file:
        file.write("Subject: large\n\n" + 20000 * (49 * "x" + "\n"))


def put(name):
    os.link("message", f"{BOX}/tmp/{name}")
    os.rename(f"{BOX}/tmp/{name}", f"{BOX}/new/{name}")


def pop3(**how):
    server = Server("pop3d-lite", limits=[(resource.RLIMIT_NOFILE, FILES)],
                    **how)
    server.ask(LOGIN, b"+OK", b"+OK", b"+OK")
    return server


def smtp(*options):
    server = Server("smtpd-lite", *options,
                    limits=[(resource.RLIMIT_NOFILE, FILES)])
    server.ask(b"EHLO me\r\n", b"220")
    while server.line()[3:4] == b"-":
        pass
    return server


def retrieve(server, number):
    server.ask(b"RETR %d\r\n" % number, b"+OK 1020018 octets")
    while server.line() != b".\r\n":
        pass


def deliver(server):
    server.ask(b"MAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n",
               b"250", b"250", b"354")
    server.ask(b"Subject: x\r\n\r\n.\r\n", b"250 2.")


def stalled():
    """Sessions that have asked for all mail and take none of it."""
    for i in range(MESSAGES):
        put(f"{i}.m")
    hanging = []
    for _ in range(STALLED):
        server = pop3()
        server.ask(b"".join(b"RETR %d\r\n" % (n + 1)
                            for n in range(MESSAGES)), b"+OK")
        hanging.append(server)
    honest = pop3()
    honest.say(b"RETR 1\r\nRETR 2\r\nRETR 3\r\n")
    for _ in range(3):
        honest.expect(b"+OK")
        while honest.line() != b".\r\n":
            pass
    honest.ask(b"QUIT\r\n", b"+OK")
    must(honest.end() == 0, "exit")
    sender = smtp()
    deliver(sender)
    sender.end()
    for server in hanging:
        server.end()


@contextlib.contextmanager
def under_way():
    """More descriptors on their way than a server may have."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        socket.send_fds(ours, [b"x"], [0] * 2 * FILES)
        yield


def descriptors():
    """No file can be handed to a wire: that is said, and the session goes
    on."""
    put("1.m")
    reader, sender = pop3(), smtp()
    with under_way():
        reader.ask(b"RETR 1\r\nTOP 1 0\r\nSTAT\r\n", b"-ERR [SYS/TEMP]",
                   b"-ERR [SYS/TEMP]", b"+OK 1 ")
        sender.ask(b"MAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n",
                   b"250", b"250", b"451 4.3.0")
        sender.ask(b"MAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\n",
                   b"250", b"250")
    # The file is asked for when the body comes.
    sender.ask(b"BDAT 12 LAST\r\nSubject: x\r\n", b"250 2.")
    deliver(sender)
    retrieve(reader, 1)
    for server in (reader, sender):
        must(server.end() == 0, "exit")
    must(os.listdir(os.path.join(BOX, "tmp")) == [], "tmp/")
    with open("log", encoding="ascii") as log:
        must(log.read().count("cannot hand a file to the wire") == 3, "log")


def watch_under_way():
    """Nor to one that watches."""
    watcher = smtp("dialect=teaching")
    watcher.ask(b"AUTH PLAIN " + PLAIN + b"\r\nWATCH\r\n", b"235",
                b"250-2.0.0 Watching")
    with under_way():
        put("1.m")
        watcher.expect(b"250-2.0.0 Mail has come and cannot be shown now")
    sender = smtp()
    deliver(sender)
    watcher.expect(b"250-Return-Path")
    for server in (sender, watcher):
        must(server.end() == 0, "exit")
    with open("log", encoding="ascii") as log:
        must("cannot hand a file to the wire" in log.read(), "log")


def watchers():
    """No more mailboxes can be watched: that is said, and mail is shown to
    those who watch."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = smtp("dialect=teaching"), smtp("dialect=teaching")
    first.ask(b"AUTH PLAIN " + PLAIN + b"\r\nWATCH\r\n", b"235",
              b"250-2.0.0 Watching")
    second.ask(b"AUTH PLAIN " + PLAIN + b"\r\n", b"235")
    taken = []
    while (fd := libc.inotify_init1(os.O_CLOEXEC)) >= 0:
        taken.append(fd)
    must(ctypes.get_errno() == errno.EMFILE, "inotify")
    second.ask(b"WATCH\r\nNOOP\r\n", b"451 4.3.0", b"250")
    waiting = subprocess.run(
        [os.path.join(sys.argv[1], "smtpd-litectl"), "-c", "/dev/null", "-o",
         "users=users", "-o", f"mail={os.getcwd()}/mail/%d/%u", "wait",
         "bob@example.org", "--timeout", "1"], stderr=subprocess.PIPE,
        check=False, timeout=PATIENCE)
    must(waiting.returncode == 75 and b"once a second" in waiting.stderr,
         f"wait: {waiting}")
    deliver(second)
    first.expect(b"250-Return-Path")
    for fd in taken:
        os.close(fd)
    second.ask(b"WATCH\r\n", b"250-2.0.0 Watching")
    for server in (first, second):
        must(server.end() == 0, "exit")
    with open("log", encoding="ascii") as log:
        must("cannot watch a mailbox" in log.read(), "log")


def processes():
    """Sessions that say nothing take all processes: one more is told so, one
    that had begun goes on, and there is room again when they are gone."""
    limits = [(resource.RLIMIT_NPROC, PROCESSES)]
    for program, banner, refused in (
            ("smtpd-lite", b"220", b"421 4.3.2 "),
            ("pop3d-lite", b"+OK", b"-ERR [SYS/TEMP] ")):
        honest, reader, hanging = smtp(), pop3(), []
        while True:
            server = Server(program, limits=limits)
            if not (line := server.line()).startswith(banner):
                break
            hanging.append(server)
        must(line.startswith(refused), line)
        server.expect(b"")
        must(server.end() == 71, "exit")
        must(len(hanging) > PROCESSES // 4, len(hanging))
        deliver(honest)
        reader.ask(b"STAT\r\nQUIT\r\n", b"+OK", b"+OK")
        for server in (honest, reader, *hanging):
            must(server.end() == 0, "exit")
        server = Server(program, limits=limits)
        server.expect(banner)
        server.end()
        with open("log", encoding="ascii") as log:
            must("cannot fork" in log.read(), "log")
        os.unlink("log")


def relay():
    """The relay cannot hand its descriptor to the guard, or the guard not to
    the wire: that is said, and mail in the clear goes on."""
    tls = [f"tls-{key}={os.getcwd()}/{key}.pem" for key in ("cert", "key")]
    tls.append(f"tls-program={sys.argv[1]}/tlsd-lite")
    plain = smtp(*tls)
    with under_way():
        plain.ask(b"STARTTLS\r\n", b"454 4.7.0")
    deliver(plain)
    # Here it was asked for before the banner.
    ready = smtp(*tls, "tls=require")
    with under_way():
        ready.ask(b"STARTTLS\r\n", b"454 4.7.0")
        ready.ask(b"NOOP\r\n", b"250")
    for server in (plain, ready):
        must(server.end() == 0, "exit")
    with open("log", encoding="ascii") as log:
        must(log.read().count("cannot hand a file to the wire") == 1, "log")
    # And so it would have been.
    smtp(*tls).ask(b"STARTTLS\r\n", b"220")


def taken():
    """How many of the turns to hash are."""
    count = 0
    for name in glob.glob("slot.*"):
        with open(name, "rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                count += 1
    return count


def stop_hashing():
    """A session that keeps a turn, for somebody has stopped it."""
    before = taken()
    while True:
        server = smtp()
        server.say(b"AUTH PLAIN " + SLOW + b"\r\n")
        until(lambda: taken() > before)
        os.kill(server.process.pid, signal.SIGSTOP)
        if taken() > before:  # it had not ended just then
            return server
        server.process.kill()
        server.end()


def logins():
    """Who begins a login and does not end it keeps nobody from his; where all
    turns to hash are taken one is told so in ten seconds. `run` does not grow
    with sessions."""
    with open("users", "a", encoding="ascii") as file:
        file.write("slow@example.org:{ARGON2ID}$argon2id$v=19$m=65536,t=10,p=1"
                   "$" + "A" * 22 + "$" + "A" * 43 + ":::::\n")
    before = set(os.listdir())
    hanging = []
    for _ in range(STALLED // 2):
        server = smtp()
        server.ask(b"AUTH LOGIN\r\n", b"334")
        hanging.append(server)
        server = Server("pop3d-lite")
        server.ask(b"USER bob@example.org\r\n", b"+OK", b"+OK")
        hanging.append(server)
    smtp().ask(b"AUTH PLAIN " + PLAIN + b"\r\n", b"235")
    stopped = [stop_hashing() for _ in range(SLOTS)]
    honest, sender = smtp(), smtp()
    began = time.monotonic()
    honest.say(b"AUTH PLAIN " + PLAIN + b"\r\n")
    deliver(sender)
    honest.expect(b"454 4.7.0 ")
    must(time.monotonic() - began >= 10, "it did not wait")
    # A turn goes with its process.
    for server in stopped:
        server.process.kill()
    honest.ask(b"AUTH PLAIN " + PLAIN + b"\r\n", b"235")
    for server in (honest, sender, *hanging):
        must(server.end() == 0, "exit")
    same = set(os.listdir()) - before
    must(same <= {"log", "counters", "failures",
                  *(f"slot.{i}" for i in range(SLOTS))}, same)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    prepare()
    globals()[sys.argv[2]]()
