#!/usr/bin/python3 -ESB
"""The same Maildir read by pop3d-lite and by Dovecot's POP3.

    dovecot_compare.py PROGRAM DOVECOT SCRATCH

DOVECOT is where its packages have been unpacked; its pop3 runs without the
master process, as the user `nobody`. Sizes, octets of every RETR and TOP and
what is left after QUIT must be the same. Dovecot numbers by time of arrival,
so messages are told apart by their subjects.
"""
import os
import random
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dialogue import HASH  # noqa: E402

NOBODY = 65534
COUNT = 40


class Reader:
    """One session."""

    def __init__(self, argv, env=None):
        self.process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=env)
        self.to, self.file = self.process.stdin, self.process.stdout

    def say(self, line):
        self.to.write(line.encode() + b"\r\n")
        self.to.flush()

    def one(self, line):
        self.say(line)
        return self.file.readline()

    def many(self, line):
        first = self.one(line)
        if not first.startswith(b"+OK"):
            raise SystemExit(f"{line}: {first!r}")
        lines = []
        while (got := self.file.readline()) != b".\r\n":
            if not got:
                raise SystemExit(f"{line}: it ended")
            lines.append(got)
        return lines

    def end(self):
        last = self.one("QUIT")
        self.to.close()
        self.file.close()
        self.process.wait(30)
        return last


def message(n, dice):
    lines = [b"From: a@b.example", b"Subject: %d" % n, b""]
    if n == 7:
        lines = lines[:2]  # no body
    for _ in range(dice.randrange(30)):
        lines.append(dice.choice([
            b"", b".", b"..", b".x", b"\t", b"From x", b"\xff\xfe",
            b"x" * dice.randrange(3000)]))
    end = b"\r\n" if n % 3 == 0 else b"\n"
    return b"".join(line + end for line in lines)


def prepare(top):
    dice = random.Random(12)
    for folder in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(top, folder))
    for n in range(COUNT):
        body = message(n, dice)
        name = f"{1700000000 + n}.M{n}P1.mx.example"
        if n % 2:
            wire = re.sub(rb"\r?\n", b"\r\n", body)
            name += f",S={len(body)},W={len(wire)}"
        where = f"cur/{name}:2,{'S' * (n % 5 == 0)}" if n % 4 == 0 \
            else f"new/{name}"
        with open(os.path.join(top, where), "wb") as file:
            file.write(body)


def left(top):
    """Subjects and octets of what is there."""
    found = {}
    for folder in ("new", "cur"):
        for name in os.listdir(os.path.join(top, folder)):
            with open(os.path.join(top, folder, name), "rb") as file:
                body = file.read()
            found[re.search(rb"Subject: (\d+)", body)[1]] = body
    return found


def read_all(reader):
    """What a reader sees: by subject, size and all octets; and the number."""
    sizes = dict(line.split() for line in reader.many("LIST"))
    seen, numbers = {}, {}
    for number in sizes:
        n = number.decode()
        body = reader.many(f"RETR {n}")
        subject = re.search(rb"Subject: (\d+)", b"".join(body))[1]
        sent = sum(len(line) - line.startswith(b".") for line in body)
        if int(sizes[number]) != sent:
            raise SystemExit(f"{subject}: {sizes[number]}, sent {sent}")
        numbers[subject] = n
        seen[subject] = [sizes[number], body] + [
            reader.many(f"TOP {n} {lines}") for lines in (0, 1, 5, 10000)]
    seen["stat"] = reader.one("STAT").split()[:3]
    return seen, numbers


def ours(program, scratch):
    with open(os.path.join(scratch, "users"), "w", encoding="ascii") as file:
        file.write(f"box@ours:{HASH}:::::\n")
    reader = Reader([program, "-c", "/dev/null", "-o", f"run={scratch}",
                     "-o", f"mail={scratch}/%d/%u", "-o", "log=none", "-o",
                     f"users={scratch}/users", "-o", "plaintext-auth=always"])
    reader.file.readline()
    reader.one("USER box@ours")
    if not reader.one("PASS secret").startswith(b"+OK"):
        raise SystemExit("pop3d-lite: no login")
    return reader


def theirs(dovecot, scratch):
    for folder, _, files in os.walk(os.path.join(scratch, "theirs")):
        for path in [folder] + [os.path.join(folder, f) for f in files]:
            os.chown(path, NOBODY, NOBODY)
    lib = os.path.join(dovecot, "usr/lib/dovecot")
    reader = Reader(
        [os.path.join(lib, "pop3"), "-O", "-o", "mail_plugin_dir=/nowhere",
         "-o", f"mail_location=maildir:{scratch}/theirs/box",
         "-o", f"mail_uid={NOBODY}", "-o", f"mail_gid={NOBODY}",
         "-o", "first_valid_uid=1", "-o", "log_path=/dev/null"],
        {"HOME": os.path.join(scratch, "theirs"), "USER": "nobody",
         "LD_LIBRARY_PATH": lib})
    return reader


def main():
    program, dovecot, scratch = sys.argv[1:]
    os.chmod(scratch, 0o755)
    prepare(os.path.join(scratch, "ours/box"))
    shutil.copytree(os.path.join(scratch, "ours"),
                    os.path.join(scratch, "theirs"))
    before = left(os.path.join(scratch, "ours/box"))
    for deleted in ([b"3", b"8", b"7"], [], list(before)):
        seen = []
        for start, top in ((ours, program), (theirs, dovecot)):
            reader = start(top, scratch)
            everything, numbers = read_all(reader)
            for subject in deleted:
                if subject in numbers:
                    reader.one("DELE " + numbers[subject])
            if not reader.end().startswith(b"+OK"):
                raise SystemExit("QUIT failed")
            seen.append(everything)
        for key in seen[0].keys() | seen[1].keys():
            if seen[0].get(key) != seen[1].get(key):
                raise SystemExit(f"message {key}: {seen[0].get(key)!r}\n"
                                 f"by Dovecot: {seen[1].get(key)!r}")
        rest = [left(os.path.join(scratch, who, "box"))
                for who in ("ours", "theirs")]
        for subject in deleted:
            before.pop(subject, None)
        if rest[0] != rest[1] or rest[0] != before:
            raise SystemExit(f"left: {sorted(rest[0])}, by Dovecot "
                             f"{sorted(rest[1])}")
        print(f"{len(seen[0]) - 1} messages, {len(rest[0])} left: the same")


if __name__ == "__main__":
    main()
