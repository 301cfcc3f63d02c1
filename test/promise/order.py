"""Traces deliveries, asks the oracle, and then lies to it.

    order.py PROGRAM CASE SCRATCH

Records the case with strace; the trace must be without fault, and in the
order that the file system of SCRATCH asks for, which is printed. Then it is
altered in every way that stands for a program which breaks its promise, one
alteration at a time, and the oracle must object to each of them.
"""

import os
import re
import socket
import subprocess
import sys

import oracle
import session

CALLS = ("openat,openat2,open,creat,recvmsg,close,write,pwrite64,writev,"
         "sendmsg,sendto,ftruncate,fsync,fdatasync,sync_file_range,mkdirat,linkat,renameat2,"
         "unlinkat,exit_group,seccomp,prctl,landlock_restrict_self,read,"
         "recvfrom,clone,clone3,fork,vfork")
ONE, SOME = ["a@one.example"], ["a@one.example", "b@one.example",
                                "c@two.example"]
MANY = [f"{c}@many.example" for c in "abcdefghijkl"]


class Case:
    def __init__(self, *messages, local=False, existing=False):
        self.messages, self.local, self.existing = messages, local, existing


def case(name):
    m = session.Message
    return {
        "one-new": Case(m("1", ONE)),
        "one-later": Case(m("1", ONE), existing=True),
        "some-new": Case(m("1", SOME)),
        "some-later": Case(m("1", SOME), existing=True),
        "bdat-new": Case(m("1", SOME, bdat=True)),
        "bdat-later": Case(m("1", SOME, bdat=True), existing=True),
        "many": Case(m("1", MANY)),
        "two": Case(m("1", ONE), m("2", SOME, bdat=True)),
        "large": Case(m("1", SOME, lines=3000)),
        "local": Case(m("1", SOME), m("2", ["d@one.example"]), local=True),
    }[name]


def serve(argv, messages):
    """A session by a socket; everything must be accepted."""
    ours, theirs = socket.socketpair()
    client = session.Client(ours, messages)
    client.start()
    with theirs:
        done = subprocess.run(argv, stdin=theirs, stdout=theirs,
                              stderr=subprocess.DEVNULL, timeout=60,
                              check=False)
    client.join()
    return done.returncode == 0 and all(v.kept() for v in client.verdicts)


def transcribe(argv, messages, scratch):
    """A session from a file with plain line ends, to a file."""
    with open(f"{scratch}/in", "w+b") as f, \
            open(f"{scratch}/out", "w+b") as out:
        f.write(b"EHLO here\n")
        for m in messages:
            f.write(m.envelope().replace(b"\r", b""))
            f.writelines(text.replace(b"\r", b"") for text, _ in m.parts())
        f.write(b"QUIT\n")
        f.seek(0)
        done = subprocess.run(argv, stdin=f, stdout=out,
                              stderr=subprocess.DEVNULL, timeout=60,
                              check=False)
        out.seek(0)
        stored = out.read().count(b"250 2.0.0 Stored as")
    return done.returncode == 0 and stored == len(messages)


def record(program, c, scratch):
    """The trace of the case, and the top of its tree."""
    mail, trace = f"{scratch}/mail", f"{scratch}/trace"
    argv = session.argv(program, mail)
    if c.existing and not serve(argv, [session.Message("0", SOME)]):
        raise SystemExit("a delivery without strace does not work")
    strace = ["strace", "-f", "-y", "-s", "100000", "-o", trace,
              "-e", "trace=" + CALLS, "-e", "signal=none", *argv]
    if not (transcribe(strace, c.messages, scratch) if c.local
            else serve(strace, c.messages)):
        raise SystemExit("a delivery under strace does not work")
    with open(trace, encoding="ascii") as f:
        return f.read().splitlines(), mail


def keeps_order(folder):
    """True if a journal keeps the order of data and names there."""
    kind = subprocess.run(["stat", "-f", "-c", "%t", folder], check=True,
                          capture_output=True, text=True).stdout.strip()
    return kind in ("ef53", "58465342", "9123683e")


def settle(lines):
    """The trace with every call in one line, where it was done, but a 250
    where it began: so that lines can be moved about."""
    out = []
    for c in oracle.calls(lines):
        if oracle.ACK.search(c.args) and not c.ok:
            continue  # a try that wrote nothing
        at = c.began if oracle.ACK.search(c.args) else c.done
        out.append((at, f"{c.pid} {c.name}({c.args}) = {c.result}{c.rest}"))
    return [text for _, text in sorted(out)]


def find(lines, pattern, after=0):
    return [n for n, line in enumerate(lines)
            if n >= after and re.search(pattern, line)]


def moved(lines, n, to):
    """Line N comes before line TO."""
    rest = lines[:n] + lines[n + 1:]
    to -= n < to
    return rest[:to] + [lines[n]] + rest[to:]


def dropped(lines, n):
    return lines[:n] + lines[n + 1:]


def failed(lines, n, again=False):
    """The call of line N says EIO; AGAIN: and is repeated, with success."""
    bad = re.sub(r"= \d+[^=]*\Z", "= -1 EIO (Input/output error)", lines[n])
    return lines[:n] + [bad] + [lines[n]] * again + lines[n + 1:]


LINKS = r' (?:linkat|renameat2)\(\d+<[^>]*>, "([^"]*)".*= 0'
NEW_SYNCS = r" fsync\(\d+<[^>]*/new>"
MADE = r" mkdirat\((\d+<[^>]*>), .*= 0"
ACKS = r"Stored as"


def on_files(lines, call):
    """These calls on the files that become messages. One that was made for
    the first recipient alone does not."""
    names = {re.search(LINKS, lines[n])[1] for n in find(lines, LINKS)}
    return [n for n in find(lines, rf" {call}\(\d+<[^>]*/tmp/[^>]*>")
            if any(name in lines[n] for name in names)]


def writers_closes(lines):
    """The closes of descriptors that were open for writing: both come
    before the link."""
    link = find(lines, LINKS)[0]
    return [n for n in on_files(lines, "close") if n < link][:2]


def synced(lines):
    """The fsyncs of files that become messages, under whatever name."""
    return [n for n in find(lines, r" fsync\(\d+<[^>]*,S=\d+,W=\d+>")]


def mutants(lines, ordered):
    """Traces of programs that break their promise, each with its name."""
    first_link = find(lines, LINKS)[0]
    data = on_files(lines, "sync_file_range") if ordered else synced(lines)
    sync = data[0]
    acks = find(lines, ACKS)
    for n in data if ordered else ():
        yield "the data is not written out", dropped(lines, n)
        yield "the data is not written out well", failed(lines, n)
        yield "writing out is tried again", failed(lines, n, True)
        yield "only some of it is written out", lines[:n] + [
            lines[n].replace("|SYNC_FILE_RANGE_WAIT_AFTER", "")] + lines[n + 1:]
    for n in synced(lines):
        yield "the file is not synced", dropped(lines, n)
        yield "the file is not synced well", failed(lines, n)
        yield "a failed fsync is tried again", failed(lines, n, True)
    for n in writers_closes(lines):
        yield "not closed", dropped(lines, n)
        yield "close fails", failed(lines, n)
        yield "closed after the link", moved(lines, n, first_link + 1)
        yield "closed after the 250", moved(lines, n, acks[0] + 1)
    for n in find(lines, LINKS):
        yield "a link is missing", dropped(lines, n)
        yield "a link fails", failed(lines, n)
    yield "linked before the data", moved(lines, first_link, sync)
    for n in on_files(lines, "write"):
        if n < sync:
            yield "written after the data was synced", moved(lines, n, sync + 1)
            yield "written after the 250", moved(lines, n, acks[0] + 1)
    for n in find(lines, NEW_SYNCS):
        yield "new/ is not synced", dropped(lines, n)
        yield "new/ is not synced well", failed(lines, n)
        yield "new/ is synced in a second try", failed(lines, n, True)
        later = [at for at in acks if at > n]
        yield "new/ is synced after the 250", moved(lines, n, later[0] + 1)
        yield "new/ is synced before the link", moved(lines, n, first_link)
    for at in acks:
        syncs = [n for n in find(lines, NEW_SYNCS) if n < at]
        yield "250 before the last fsync", moved(lines, at, syncs[-1])
        yield "250 before the first write", moved(
            lines, at, on_files(lines, "write")[0])
        yield "250 is missing", dropped(lines, at)
    yield from folder_mutants(lines)
    for n in find(lines, r" unlinkat\(.*,S=0.*= 0"):
        yield "tmp/ is not cleaned", dropped(lines, n)


def folder_mutants(lines):
    """The folders that were made: their names must be durable."""
    ack = find(lines, ACKS)[-1]
    for n in find(lines, MADE):
        parent = re.search(MADE, lines[n])[1]
        path = re.escape(re.search("<(.*)>", parent)[1])
        syncs = find(lines, rf" fsync\(\d+<{path}>", n)
        rest = [x for i, x in enumerate(lines) if i not in syncs or i > ack]
        yield "a new folder's name is not synced", rest
        yield "a new folder's parent is not synced well", [
            failed([x], 0)[0] if i in syncs else x
            for i, x in enumerate(lines)]


def confined(lines, local):
    """Both processes are confined before the first byte is read."""
    peer = r"\((0<|0,)" if local else r"\(0<socket"
    reads = find(lines, r" (read|recvfrom|recvmsg)" + peer)
    seccomp = find(lines, r"PR_SET_SECCOMP, SECCOMP_MODE_FILTER.* = 0| "
                          r"seccomp\(SECCOMP_SET_MODE_FILTER.* = 0")
    landlock = find(lines, r"landlock_restrict_self\(.* = 0")
    readers = {lines[n].split()[0] for n in reads}
    wire = [n for n in seccomp if lines[n].split()[0] in readers]
    guard = [n for n in seccomp if n not in wire] and landlock and max(
        landlock + [n for n in seccomp if n not in wire])
    wrong = []
    if not reads or not wire or wire[0] > reads[0]:
        wrong.append("the wire reads before its filter is in place")
    if not reads or not guard or guard > reads[0]:
        wrong.append("the wire reads before the guard is confined")
    if len(readers) > 1:
        wrong.append("somebody else than the wire reads from the peer")
    return wrong


def main(program, name, scratch):
    c = case(name)
    boxes = [[os.path.join(*reversed(a.split("@"))) for a in m.at]
             for m in c.messages]
    raw, mail = record(program, c, scratch)
    ordered = keeps_order(scratch)
    wrong = oracle.judge(raw, mail, boxes, ordered)
    lines = settle(raw)
    wrong += [f"settled: {w}"
              for w in oracle.judge(lines, mail, boxes, ordered)]
    if ordered != bool(on_files(lines, "sync_file_range")):
        wrong.append("not in the order of this file system")
    wrong += confined(lines, c.local)
    if wrong:
        print("\n".join(wrong))
        return 1
    for what in ("PR_SET_SECCOMP", "landlock_restrict_self"):
        for n in find(lines, what):
            if not confined(moved(lines, n, len(lines)), c.local):
                wrong.append(f"not noticed: {what} comes late")
    count = 0
    for what, mutant in mutants(lines, ordered):
        count += 1
        if mutant == lines or not oracle.judge(mutant, mail, boxes, ordered):
            wrong.append(f"not noticed: {what}")
    print("\n".join(wrong + [
        f"{count} mutants, {'data, names, fsync' if ordered else 'fsync, names'}"]))
    return bool(wrong) or count < 20


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
