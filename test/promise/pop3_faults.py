#!/usr/bin/python3 -ESB
"""Every system call of a POP3 session fails once, is the last one, or meets
a SIGTERM.

    pop3_faults.py PROGRAM SCRATCH [quit|hang-up]

A Maildir of four messages: one is read, one read and flagged, two are marked
for deletion. Whatever happens, nothing may be lost but what was marked, and
nothing at all without QUIT; +OK to QUIT means that all of it was done; an
answer that looks whole is whole; and the next session goes on.
"""
import errno
import os
import shutil
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tracer  # noqa: E402
from dialogue import HASH  # noqa: E402

PATIENCE = 20
BOX = {"1.a": ("new/1.a,S=20,W=23", b"Subject: one\n\nHello\n"),
       "2.b": ("new/2.b,S=19,W=22", b"Subject: two\n\n.dot\n"),
       "3.c": ("cur/3.c,S=15,W=16:2,S", b"Subject: three\n"),
       "4.d": ("cur/4.d,S=21,W=24:2,F", b"Subject: four\n\nHello\n")}
LOGIN = ["USER bob@example.org", "PASS secret"]
TALK = ["RETR 1", "DELE 2", "RETR 4", "DELE 3"]
MARKED = {"2.b", "3.c"}
DONE = {"cur/1.a,S=20,W=23:2,S", "cur/4.d,S=21,W=24:2,F"}
DISK = (errno.EIO, errno.ENOSPC)
# What is immutable, or of another owner in a folder with a sticky bit.
CHANGE = DISK + (errno.EACCES, errno.EPERM)
ERRORS = {"unlinkat": CHANGE, "renameat2": CHANGE,
          "fsync": DISK, "openat": (errno.EIO, errno.EMFILE),
          "read": (errno.EIO, errno.EINTR), "close": (errno.EIO,),
          "ppoll": (errno.EINTR,), "write": (errno.EIO, errno.EPIPE),
          "sendmsg": (errno.ENOBUFS, errno.EPIPE),
          "sendto": (errno.ENOBUFS, errno.EPIPE)}
SKIP = ("exit_group", "getpid", "brk", "umask", "rt_sigreturn", "munmap",
        "exit", "madvise", "rt_sigprocmask", "clock_gettime", "getrandom")


def wire(body):
    return b"".join(b"." * line.startswith(b".") + line + b"\r\n"
                    for line in body.split(b"\n")[:-1])


class Session:
    def __init__(self, program, scratch, lines, entry=lambda call: None,
                 roles=()):
        path = os.path.join(scratch, "session")
        with open(path, "w", encoding="ascii") as file:
            file.writelines(line + "\n" for line in lines)
        out = os.path.join(scratch, "out")
        fds = [os.open(path, os.O_RDONLY),
               os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
               os.open("/dev/null", os.O_WRONLY)]
        signal.signal(signal.SIGALRM, self.late)
        signal.alarm(PATIENCE)
        self.exits = tracer.Tracer(entry, roles).run(
            [program, "-c", "/dev/null", "-o", f"users={scratch}/users",
             "-o", f"mail={scratch}/mail/%d/%u", "-o", f"run={scratch}",
             "-o", "log=none"], fds)
        signal.alarm(0)
        for fd in fds:
            os.close(fd)
        with open(out, "rb") as file:
            self.heard = file.read()

    @staticmethod
    def late(*_):
        raise TimeoutError


def prepare(scratch):
    top = os.path.join(scratch, "mail/example.org/bob")
    shutil.rmtree(top, ignore_errors=True)
    for folder in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(top, folder))
    for path, body in BOX.values():
        with open(os.path.join(top, path), "wb") as file:
            file.write(body)
    return top


def left(top):
    found = {}
    for folder in ("new", "cur"):
        for name in os.listdir(os.path.join(top, folder)):
            with open(os.path.join(top, folder, name), "rb") as file:
                found[f"{folder}/{name}"] = file.read()
    return found


def answers(heard):
    """What is wrong with the bodies that were sent."""
    rest = heard
    for key in ("1.a", "4.d"):
        whole = wire(BOX[key][1])
        begin = b"+OK %d octets\r\n" % (
            len(BOX[key][1]) + BOX[key][1].count(b"\n"))
        if begin not in rest:
            continue
        rest = rest.split(begin, 1)[1]
        if b"\r\n.\r\n" in rest and not rest.startswith(whole + b".\r\n"):
            return f"{key} looks whole: {rest!r}"
    return None


def judge(session, top, ends):
    found = left(top)
    by_key = {path.split("/")[1].split(",")[0]: body
              for path, body in found.items()}
    if len(by_key) != len(found):
        return f"twice: {sorted(found)}"
    for key, (_, body) in BOX.items():
        if key not in by_key and not (ends == "quit" and key in MARKED):
            return f"{key} is lost"
        if key in by_key and by_key[key] != body:
            return f"{key} has changed"
    if ends == "hang-up" and set(found) != {p for p, _ in BOX.values()}:
        return f"changed without QUIT: {sorted(found)}"
    if session.heard.endswith(b"+OK Bye\r\n") and \
            session.heard.count(b" octets\r\n") == 2 and \
            session.heard.count(b"\r\n+OK\r\n") == 2 and set(found) != DONE:
        return f"+OK, and not done: {sorted(found)}"
    return answers(session.heard)


def faults_of(call):
    if call[2] not in SKIP:
        yield from ERRORS.get(call[2], (errno.EIO,))
    yield signal.SIGKILL
    yield signal.SIGTERM


def judge_term(session, top, ends):
    """A word to the peer and an end in order; without QUIT nothing is done.
    Input that is ready comes before a signal, up to QUIT or its end."""
    last = session.heard.splitlines()[-1:]
    if any(session.exits.values()):
        return f"it ended with {session.exits}"
    if last == [b"+OK Bye"]:
        return None if ends == "quit" else "who said QUIT?"
    if set(left(top)) != {path for path, _ in BOX.values()}:
        return f"changed without QUIT: {sorted(left(top))}"
    if last != [b"-ERR [SYS/TEMP] Shutting down"] and ends == "quit":
        return f"the last word was {last}"
    return None


def main():
    program, scratch, ends = sys.argv[1:]
    lines = LOGIN + TALK + ["QUIT"] * (ends == "quit")
    with open(os.path.join(scratch, "users"), "w", encoding="ascii") as file:
        file.write(f"bob@example.org:{HASH}:::::\n")
    calls, wrong, n, told = [], 0, 0, 0
    # The files in `run` are made by the first session.
    prepare(scratch)
    Session(program, scratch, lines)
    top = prepare(scratch)
    plain = Session(program, scratch, lines, lambda call: calls.append(
        (call.role, call.index, call.name)), ("guard", "wire"))
    why = judge(plain, top, ends)
    if why or plain.exits != {"guard": 0, "wire": 0} or \
            ends == "quit" and set(left(top)) != DONE:
        sys.exit(f"undisturbed: {why}, {plain.exits}, {plain.heard!r}")
    calls = [call for call in calls if call[0] != "main"]
    for call in calls:
        for what in faults_of(call):
            top = prepare(scratch)
            try:
                session = Session(
                    program, scratch, lines, lambda now, c=call, w=what:
                    w if (now.role, now.index, now.name) == c else None,
                    (call[0],))
            except TimeoutError:
                sys.exit(f"{call}, {what!r}: does not end")
            why = judge(session, top, ends)
            if not why and call[2] == "fsync" and what in DISK and \
                    session.heard.endswith(b"+OK Bye\r\n"):
                why = "+OK without fsync"
            if not why and call[0] == "guard" and what in CHANGE and \
                    call[2] in ("unlinkat", "renameat2") and \
                    session.heard.count(b"-ERR [SYS/TEMP]") != 1:
                why = f"not one refusal: {session.heard!r}"
            if not why and what == signal.SIGTERM:
                why = judge_term(session, top, ends)
                told += session.heard.endswith(b"Shutting down\r\n")
            again = Session(program, scratch, LOGIN + ["STAT", "QUIT"])
            if not why and b"+OK %d " % len(left(top)) not in again.heard:
                why = f"the next session: {again.heard!r}"
            n += 1
            if why:
                wrong += 1
                print(f"{call}, {what!r}: {why}")
    print(f"{n} faults in {len(calls)} calls, {wrong} wrong, {told} told")
    sys.exit(wrong > 0 or n < 100 or told == 0)


if __name__ == "__main__":
    main()
