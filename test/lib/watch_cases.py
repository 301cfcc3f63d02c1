#!/usr/bin/python3 -ESB
"""WATCH in the classroom: watch_cases.py NAME, a function below."""
import os
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import PATIENCE, Room, main, must, same, until


def watcher(room, *options, hello="HELO bob"):
    s = room.smtp(*options)
    s.is_(hello, "250")
    s.write("WATCH\r\n")
    same(s.line(), "250-2.0.0 Watching", "WATCH")
    return s


def shown(s, last):
    """The lines up to this one."""
    lines = []
    while not lines or lines[-1] != last:
        lines.append(s.line())
        must(lines[-1] is not None and lines[-1].startswith("250-"), lines)
    return lines


def all_see():
    """Eight watchers of one mailbox and one of another."""
    with Room(users=["bob@example.org", "eve@example.org"]) as room:
        watchers = [watcher(room) for _ in range(8)]
        other = watcher(room, hello="HELO eve")
        for n in range(3):
            room.deliver("bob", f"Subject: {n}\r\n\r\nfor bob, number {n}")
            for s in watchers:
                lines = shown(s, f"250-for bob, number {n}")
                same(lines[0], "250-Return-Path: <>", "first line")
                same(lines[-3:-1], [f"250-Subject: {n}", "250-"], "the rest")
        room.deliver("eve", "for eve")
        must(not any("bob" in line for line in shown(other, "250-for eve")),
             "of another")
        for s in [*watchers, other]:
            must(s.quiet(), "more has been said")
            s.is_("thank you", "250 2.0.0")
            s.is_("NOOP", "250 2.0.0")
            s.end()


def lines():
    """At most 500 octets a line, nothing but printable ASCII."""
    with Room() as room:
        s = watcher(room)
        body = "Subject: \xe4\r\n\r\n" + "x" * 2000 + "\r\n\r\n" + \
            "\x01\t\\\x7f\xff\x1b[2J" * 200 + "\r\n..\r\n" + "y" * 494 + \
            "\r\nlast"
        room.deliver("bob", body)
        said = shown(s, "250-last")
        must(all(len(line) <= 498 for line in said), "a line is too long")
        must(all(32 <= ord(c) < 127 for line in said for c in line), said)
        text = "".join(line[4:] for line in said)
        for part in ("Subject: \\xe4", "x" * 2000, "y" * 494,
                     "\\x01\\x09\\\\x7f\\xff\\x1b[2J" * 200):
            must(part in text, f"no {part[:40]} in {text}")
        must("250-." in said, "the dot")
        s.is_("", "250 2.0.0")


def whatever_ends_it():
    """Any line does; half of one does not, and mail goes on meanwhile."""
    with Room() as room:
        for line in ("", "QUIT", "WATCH", "x" * 600, "x" * 3000, "\xff\0",
                     "DATA", ".", "EHLO other"):
            s = watcher(room)
            s.is_(line, "250 2.0.0")
            must(s.quiet(), f"more than one reply to {line[:10]!r}")
            s.is_("HI", "250 2.0.0 Hello bob@example.org")
            s.end()
        s = watcher(room)
        s.write("half a li")
        room.deliver("bob", "meanwhile")
        shown(s, "250-meanwhile")
        s.is_("ne", "250 2.0.0")
        # A line that has come along with WATCH ends it at once.
        s.write("WATCH\r\nNOOP\r\nHI\r\n")
        same([s.line() for _ in range(3)],
             ["250-2.0.0 Watching", "250 2.0.0 Ok",
              "250 2.0.0 Hello bob@example.org"], "replies")
        s.write("WATCH\r\nNO")
        same(s.line(), "250-2.0.0 Watching", "WATCH")
        room.deliver("bob", "again")
        shown(s, "250-again")
        s.is_("OP", "250 2.0.0")
        # 64 KiB without an end are too many, there as everywhere.
        s.write("WATCH\r\n" + "x" * 65536)
        same(s.line(), "250-2.0.0 Watching", "WATCH")
        same(s.line(), "421 4.7.0 Line without end", "a flood")
        # In a transaction, too; it goes on behind.
        s = room.smtp()
        s.ask("HELO bob", "MAIL FROM:@ME")
        s.write("WATCH\r\n")
        same(s.line(), "250-2.0.0 Watching", "WATCH")
        s.is_("x", "250 2.0.0")
        s.is_("RCPT TO:bob", "250 2.1.5")


def leaves():
    """A watcher that goes away, by itself or by a signal."""
    with Room() as room:
        s = watcher(room)
        s.socket.shutdown(socket.SHUT_WR)
        same(s.line(), None, "the end")
        must("end=lost" in s.end(), "log")
        s = watcher(room)
        s.process.send_signal(signal.SIGTERM)
        same(s.line(), "421 4.3.2 Shutting down", "SIGTERM")
        must("end=term" in s.end(), "log")
        # idle-timeout does not run: who came later is turned out for it.
        s = watcher(room, "idle-timeout=5")
        same(room.smtp("idle-timeout=5").line(), "421 4.4.2 Too slow",
             "silence")
        room.deliver("bob", "still there")
        shown(s, "250-still there")
        s.end()
        # Mail that came meanwhile is not shown later; POP3 has it.
        room.deliver("bob", "missed")
        s = watcher(room)
        room.deliver("bob", "seen")
        must(not any("missed" in line for line in shown(s, "250-seen")),
             "mail from before")
        same(len(room.mail("bob@example.org")), 3, "messages")


def slow():
    """One that reads nothing holds up neither mail nor the others."""
    with Room("max-size=50M") as room:
        lazy, stopped, good = (watcher(room) for _ in range(3))
        stopped.process.send_signal(signal.SIGSTOP)
        text = ("x" * 998 + "\r\n") * 2000
        for n in range(4):
            room.deliver("bob", f"{text}number {n}")
            shown(good, f"250-number {n}")
        same(len(room.mail("bob@example.org")), 4, "messages")
        # It gets them all, late.
        for n in range(4):
            shown(lazy, f"250-number {n}")
        lazy.is_("x", "250 2.0.0")
        stopped.process.send_signal(signal.SIGCONT)
        shown(stopped, "250-number 3")


def moved():
    """What a reader has moved or deleted at once is passed over; many come
    while nobody looks."""
    with Room() as room:
        s = watcher(room)
        new = room.path("mail/example.org/bob/new")
        s.process.send_signal(signal.SIGSTOP)
        for n in range(40):
            room.write(f"mail/example.org/bob/new/{n}.x", f"number {n}\n")
        os.unlink(f"{new}/0.x")
        os.mkfifo(f"{new}/40.x")
        os.symlink("/etc/passwd", f"{new}/41.x")
        os.mkdir(f"{new}/42.x")
        room.write("mail/example.org/bob/new/.hidden", "hidden\n")
        room.write("mail/example.org/bob/new/43.x", "the last\n")
        s.process.send_signal(signal.SIGCONT)
        same(shown(s, "250-the last"),
             [f"250-number {n}" for n in range(1, 40)] + ["250-the last"],
             "mail")
        s.is_("x", "250 2.0.0")


def sealed():
    """Through the handshake, on a screen: smtp-lite --interactive."""
    with Room("signup=guest") as room:
        code, said = room.ctl("key", "new")
        same(code, 0, said)
        port = room.serve("smtpd-lite")
        client = subprocess.Popen(
            [os.environ["BUILD"] + "/smtp-lite", "--interactive", "--tofu",
             "--known-hosts", room.path("known"),
             "--server", f"127.0.0.1:{port}"],
            stdin=subprocess.PIPE, stdout=open(room.path("said"), "wb"),
            stderr=subprocess.STDOUT)

        def has(text):
            until(lambda: text in room.read("said"), text)

        def types(line):
            client.stdin.write(line.encode() + b"\n")
            client.stdin.flush()

        types("HI")
        has("250 2.0.0 Hello ")
        types("EHLO class.example")
        has("250-mx.example Hello guest-")
        me = room.read("said").split("Hello guest-")[1].split("@")[0]
        has("250 HELP")
        types("WATCH")
        has("Watching")
        room.deliver(f"guest-{me}", "sealed, and on the screen")
        has("sealed, and on the screen")
        types("enough")
        has("250 2.0.0 Ok")
        types("MAIL FROM:@ME")
        has("250 2.1.0")
        types("RCPT TO:<bob@example.org>")
        types("DATA")
        has("354 ")
        types("back")
        types(".")
        has("250 2.0.0 Stored")
        types("QUIT")
        same(client.wait(PATIENCE), 0, "the client")
        with open(room.mail("bob@example.org")[0], encoding="ascii") as file:
            must("Noise_XK_25519" in file.read(), "the mail was not sealed")


def latency():
    """By hand only: how long from the 250 of one to the screen of others."""
    with Room() as room:
        watchers = [watcher(room) for _ in range(8)]
        s = room.smtp()
        s.ask("EHLO client.example")
        worst = []
        for n in range(100):
            s.ask("MAIL FROM:<>", "RCPT TO:bob", "DATA")
            s.write(f"number {n}\r\n.\r\n")
            s.line()
            began = time.monotonic()
            for w in watchers:
                shown(w, f"250-number {n}")
            worst.append(time.monotonic() - began)
        worst.sort()
        print(f"median {worst[50] * 1000:.2f} ms, most {worst[-1] * 1000:.2f}")


if __name__ == "__main__":
    main(globals())
