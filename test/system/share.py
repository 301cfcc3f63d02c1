#!/usr/bin/python3 -ESB
"""Deliveries on a share that refuses, forgets, or says no after it did the
work: share.py SHIM CASE. SHIM is share_shim.c as a library. A sender repeats
each message until it has its 250, as senders do; then each mailbox must have
it whole, and as often as it may."""
import glob
import os
import re
import socket
import subprocess
import sys

BUILD, SHIM = os.environ["BUILD"], sys.argv[1]
ONE, THREE = ("a",), ("a", "b", "c")
TRIES = 3
BODY = "".join(f"line {n}\n" for n in range(2000))


def must(true, what):
    if not true:
        sys.exit(f"{sys.argv[2]}: {what}")


class Session:
    """One session with a server; says() returns the last line of a reply."""

    def __init__(self, program, share, *options):
        ours, theirs = socket.socketpair()
        self.log = open("log", "ab+")
        self.process = subprocess.Popen(
            [f"{BUILD}/{program}", *options, "-o", "log=stderr",
             "-o", "run=run"],
            stdin=theirs, stdout=theirs, stderr=self.log,
            env={**os.environ, "LD_PRELOAD": SHIM, "SHARE": share})
        theirs.close()
        self.socket = ours
        self.file = ours.makefile("r", encoding="ascii", newline="\n")

    def reply(self):
        line = self.file.readline()
        while line[3:4] == "-":
            line = self.file.readline()
        return line

    def says(self, *lines):
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode())
        return self.reply()

    def end(self):
        self.file.close()
        self.socket.close()
        must(self.process.wait(60) == 0, "the server's exit")
        self.log.close()


def log():
    with open("log", encoding="utf-8") as file:
        return file.read()


def try_once(share, name, users):
    """What the server says to the message."""
    session = Session("smtpd-lite", share, "-m", "mail")
    session.reply()
    session.says("EHLO client.example")
    session.says("MAIL FROM:<>")
    for user in users:
        session.says(f"RCPT TO:<{user}@example.org>")
    said = session.says("DATA")
    if said.startswith("354"):
        said = session.says(f"Subject: {name}", "", *BODY.splitlines(), ".")
    session.says("QUIT")
    session.end()
    return said


def send(share, name, users):
    """Replies up to a 250. A fault strikes the first time only, if SHARE
    has an @ and a number; refusals are logged."""
    said = []
    while len(said) < TRIES and not said[-1:][0:1] == ["250"]:
        before = log().count("storage ") if said or os.path.exists("log") else 0
        again = said and re.search(r"@\d", share)
        said.append(try_once("" if again else share, name, users)[:3])
        must(said[-1] in ("250", "451"), f"a reply of {said}")
        must(said[-1] == "250" or log().count("storage ") > before,
             f"{share}: no line in the log")
    return said


def copies(name, user):
    """How often USER has the message, each time whole."""
    count = 0
    for path in glob.glob(f"mail/example.org/{user}/[nc]*/*"):
        with open(path, encoding="ascii") as file:
            text = file.read()
        if f"Subject: {name}\n" in text:
            must(text.endswith(f"Subject: {name}\n\n" + BODY), f"{path}: a part")
            count += 1
    return count


def delivered(share, users, said, most=1):
    """It ends with these replies, and MOST copies are there at most."""
    name = f"{share} {len(users)}"
    got = send(share, name, users)
    must(said in (None, got), f"{share}: replies {got}")
    for user in users:
        n = copies(name, user)
        must(n >= (got[-1] == "250"), f"{share}: {user} lost it")
        must(n <= most, f"{share}: {user} has it {n} times")
    return got


def refused():
    """Where links are refused, each recipient has a copy of its own; where
    nothing can be named without the danger to overwrite, nothing is taken."""
    for error in ("EPERM", "EOPNOTSUPP", "EXDEV"):
        for users in (ONE, THREE):
            delivered(f"linkat={error}", users, ["250"])
    for users in (ONE, THREE):
        delivered("renameat2=EINVAL", users, ["250"])
        delivered("linkat=EPERM;renameat2=EINVAL", users, ["451"] * TRIES, 0)
        # Folders that cannot be entered.
        delivered("openat=EACCES", users, ["451"] * TRIES, 0)


def denied():
    """It was done, and the answer is no: NFS, whose first answer was lost."""
    for error in ("EEXIST", "ESTALE", "EIO"):
        delivered(f"linkat+={error}", THREE, ["250"])
        delivered(f"linkat+={error};renameat2=EINVAL", ONE, ["250"])
        delivered(f"mkdirat+={error}", ONE, None)
    for error in ("ENOENT", "EEXIST", "EIO"):
        delivered(f"renameat2+={error}", ONE, ["250"])
    delivered("unlinkat+=ENOENT", THREE, ["250"])
    # A copy, where two names are not to be had.
    delivered("linkat=EXDEV;renameat2+=EEXIST", THREE, ["250"])
    delivered("linkat=EXDEV@1;linkat+=EEXIST@1;renameat2=EINVAL", THREE,
              ["250"])


def stale():
    """ESTALE, once, at each call in turn: at the latest the second time it is
    delivered, and once."""
    for call in ("openat", "fsync", "linkat", "close", "mkdirat"):
        at, failed = 1, 0
        while True:
            failed += len(delivered(f"{call}=ESTALE@{at}", THREE, None)) - 1
            at += 1
            if at > 25:
                break
        must(failed > 0 or call == "mkdirat", f"{call} never failed")


def undone():
    """What cannot be taken back is there twice at worst, and never in part."""
    delivered("linkat=EIO@2;unlinkat=EIO", THREE, ["451", "250"], 2)
    delivered("linkat=ESTALE@3;unlinkat=ESTALE", THREE, ["451", "250"], 2)


def late():
    """A write fails late, and the close that says so is the last to know."""
    for users in (ONE, THREE):
        delivered("close=EIO@w", users, ["451"] * TRIES, 0)


def read_mail(share, verb, said):
    """A message that is there before; what QUIT says after VERB."""
    name = f"pop {share} {verb}"
    must(send("", name, ONE) == ["250"], "the message")
    with open("users", "w", encoding="ascii") as file:
        file.write("a@example.org:{ARGON2ID}" + HASH + "\n")
    os.chmod("users", 0o600)
    session = Session("pop3d-lite", share, "-m", "mail", "-o", "users=users",
                      "-o", "plaintext-auth=always")
    session.reply()
    session.says("USER a@example.org")
    must(session.says("PASS correct horse").startswith("+OK"), "the login")
    last = int(session.says("STAT").split()[1])
    session.says(f"{verb} {last}")
    if verb == "RETR":
        while session.file.readline() != ".\r\n":
            pass
    must(session.says("QUIT").startswith(said), f"{share}: QUIT")
    session.end()
    return copies(name, "a")


# Of `correct horse`, as little work as may be.
HASH = ("$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg"
        "$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0")


def pop3():
    """What is deleted stays so, and what is read is not lost."""
    os.makedirs("mail/example.org")
    must(read_mail("unlinkat+=ENOENT", "DELE", "+OK") == 0, "came back")
    must(read_mail("unlinkat+=EIO", "DELE", "-ERR [SYS/TEMP]") == 0, "back")
    must(read_mail("unlinkat=ESTALE", "DELE", "-ERR [SYS/TEMP]") == 1, "gone")
    must(read_mail("renameat2+=ENOENT", "RETR", "+OK") == 1, "lost")
    must(read_mail("renameat2+=EIO", "RETR", "-ERR [SYS/TEMP]") == 1, "lost")
    must(read_mail("renameat2+=EEXIST", "RETR", "+OK") == 1, "lost")
    must(read_mail("renameat2=EINVAL;linkat+=EEXIST", "RETR", "+OK") == 1,
         "twice")
    must(read_mail("renameat2=EINVAL;unlinkat+=ENOENT", "RETR", "+OK") == 1,
         "twice")
    must(read_mail("fsync=ESTALE", "DELE", "-ERR [SYS/TEMP]") == 0, "back")


if __name__ == "__main__":
    {f.__name__: f for f in (refused, denied, stale, undone, late, pop3)}[
        sys.argv[2]]()
