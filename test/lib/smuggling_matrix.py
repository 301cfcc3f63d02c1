#!/usr/bin/python3 -ESB
"""Dialogues by the hundred: smuggling_matrix.py NAME, one of those at the
bottom. With ONE_IN=N one in N of them is played.

What the server must do with each is worked out here, from the contract and
apart from the server's own code: a body ends at CRLF.CRLF and nowhere else,
one dot goes from the front of a line, a bare CR or LF refuses the message.
"""
import itertools
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import dialogue  # noqa: E402

HELLO = ".ehlo\n.mail\n"
ENDS = ["".join(s) for n in range(4) for s in itertools.product("\r\n", repeat=n)]


def data(stream, local=False):
    """What DATA makes of STREAM: (stored, or None for bare; what is left)."""
    if local:
        stream = re.sub(rb"(?<!\r)\n", b"\r\n", stream)
    whole = b"\r\n" + stream
    end = whole.index(b"\r\n.\r\n")
    body, rest = whole[2:end + 2], whole[end + 5:]
    if re.search(rb"\r(?!\n)|(?<!\r)\n", body):
        return None, rest
    lines = body.split(b"\r\n")
    return b"\n".join(re.sub(rb"^\.", b"", line) for line in lines), rest


def commands(stream):
    """The reply to each line, where only NOOP and QUIT are verbs."""
    for line in stream.split(b"\r\n")[:-1]:
        if re.search(rb"[\r\n\x00]", line) or not line:
            yield b"500 5.5.2 ..."
        else:
            yield {b"NOOP": b"250 2.0.0 ...", b"QUIT": b"221 2.0.0 ..."}.get(
                line, b"500 5.5.1 ...")


def message(name, stream, ways, local=False):
    """A dialogue: DATA, then STREAM, which holds the end and what follows."""
    said = dialogue.Dialogue(name, ("local\n" if local else "") + HELLO + ".data")
    said.ways = ways
    said.events.append(("C", stream))
    stored, rest = data(stream, local)
    good = stored is not None
    said.events.append(("S", b"250 2.0.0 ..." if good else b"550 5.5.2 ..."))
    said.events += [("S", reply) for reply in commands(rest)]
    if good:
        said.mail.append(["bob@example.org", {}, stored])
    return said


def smuggling(first, ways):
    """Every CR and LF up to three round a dot, and a command behind it."""
    for left, right, dot in itertools.product(ENDS, ENDS, (".", "..")):
        stream = f"{first}{left}{dot}{right}NOOP\r\ntwo\r\n.\r\nNOOP\r\n"
        yield message(repr(stream), stream.encode(), ways)


def smuggling_local():
    """A local session: LF and CRLF are line ends, both ways round a dot."""
    ends = ["", "\n", "\r\n", "\n\n", "\r\n\n", "\n\r\n"]
    for first, left, right in itertools.product(("", "one"), ends, ends):
        stream = f"{first}{left}.{right}two\n.\n"
        said = message(repr(stream), stream.encode(), ["once", "bytes"], True)
        rest = data(stream.encode(), True)[1]
        if rest:  # the end came early: two lines that are no commands
            said.events[-rest.count(b"\r\n"):] = [
                ("S", reply) for reply in commands(rest)]
        yield said


def around(*numbers):
    for number in numbers:
        yield from range(number - 6, number + 7)


BUFFERS = (4096, 16384, 65536, 131072, 262144)


def boundaries(way):
    """The end at every place round a buffer's end, counted from the start of
    the session and from the start of the body."""
    before = len(dialogue.Dialogue("", HELLO + ".data").input())
    for size in around(*BUFFERS):
        size -= before if way == "once" else 0
        for line in (b"x" * 70 + b"\r\n", b"..\r\n", b"x"):
            body = (line * (size // len(line) + 1))[:size - 5]
            body = re.sub(rb"[\r\n]+\Z", b"", body)
            body += b"y" * (size - 5 - len(body))
            yield message(f"{way} {size} {line!r}",
                          body + b"\r\n.\r\nNOOP\r\n", [way])


def bare(way):
    """A bare CR or LF at every place round a buffer's end."""
    before = len(dialogue.Dialogue("", HELLO + ".data").input())
    for size in around(16384, 131072):
        size -= before if way == "once" else 0
        for odd in (b"\r", b"\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r\n"):
            stream = b"x" * size + odd + b"y" * 100 + b"\r\n.\r\nNOOP\r\n"
            yield message(f"{way} {size} {odd!r}", stream, [way])


def chunks():
    """BDAT: a chunk's end, with a CRLF cut by it, round a buffer's end."""
    for size in around(*BUFFERS):
        said = dialogue.Dialogue(f"chunk {size}", HELLO)
        said.ways = ["once", "step"]
        body = b"x" * (size - 1) + b"\r"
        said.events += [
            ("C", b"BDAT %d\r\n" % len(body) + body), ("S", b"250 2.0.0 ..."),
            ("C", b"BDAT 3\r\n\n.\r"), ("S", b"250 2.0.0 ..."),
            ("C", b"BDAT 3 LAST\r\n\n\r\n"), ("S", b"250 2.0.0 ..."),
            ("C", b"NOOP\r\n"), ("S", b"250 2.0.0 ...")]
        said.mail.append(["bob@example.org", {}, body[:-1] + b"\n.\n\n"])
        yield said


MATRICES = {
    "smuggling": lambda: smuggling("one", ["once"]),
    "smuggling-bytes": lambda: smuggling("one", ["bytes"]),
    "smuggling-first": lambda: smuggling("", ["once", "bytes"]),
    "smuggling-local": smuggling_local,
    "boundaries": lambda: boundaries("once"),
    "boundaries-step": lambda: boundaries("step"),
    "bare": lambda: bare("once"),
    "bare-step": lambda: bare("step"),
    "chunks": chunks,
}


def main():
    step = int(os.environ.get("ONE_IN", 1))
    said = list(MATRICES[sys.argv[1]]())[::step]
    played = [dialogue.try_all(one) for one in said]
    print(f"{len(played)} dialogues, {played.count(False)} failed")
    sys.exit(not played or not all(played))


if __name__ == "__main__":
    main()
