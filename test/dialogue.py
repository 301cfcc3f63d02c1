#!/usr/bin/python3 -ESB
"""Plays dialogues against a server: dialogue.py FILE... (test/dialogues/README).

Says what came of each by the Test Anything Protocol. Every file is played in
each way of delivery its `ways` line names: replies, exit code, mailboxes and
log must be the same whichever way the bytes came. Needs BUILD (where the server
is) and a scratch folder in TMPDIR. With DIALOGUE_LISTENER the server is given a
socket that listens, on the address of the peer, which this machine must have.
"""
import array
import contextlib
import email.utils
import fcntl
import io
import multiprocessing
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time

PATIENCE = 30  # seconds without a byte from the server
USERS = ["bob@example.org", "eve@example.org", "carol@example.net"]
HASH = "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$" \
    "7SNIAOIlFICCOgFg92tfQA$PtlioLdblLPooj8bbqL6JsKK2Kmwz5JP+6chwe120XY"
POP3_USERS = ["bob@example.org:HASH:::::", "eve@example.org"]
PEER = {"PROTO": "TCP", "TCPREMOTEIP": "192.0.2.7", "TCPREMOTEPORT": "4242"}
MACROS = {
    ".ehlo": ["S: 220 mx.example ...", "C: EHLO client.example", "S: 250* ..."],
    ".helo": ["S: 220 mx.example ...", "C: HELO client.example",
              "S: 250 mx.example ..."],
    ".mail": ["C: MAIL FROM:<ann@client.example>", "S: 250 2.1.0 ...",
              "C: RCPT TO:<bob@example.org>", "S: 250 2.1.5 ..."],
    ".data": ["C: DATA", "S: 354 ..."],
    ".quit": ["C: QUIT", "S: 221 2.0.0 ...", "closed"],
    ".box": ["P: new/100.one", "p: Subject: one", "p:", "p: Hello",
             "P: cur/200.two:2,S", "p: Subject: two", "p:", "p: .dot",
             "p: end"],
    ".pop": ["program pop3d-lite", "O: plaintext-auth=always", "S: +OK ..."],
    ".login": ["C: USER bob@example.org", "S: +OK ...", "C: PASS secret",
               "S: +OK ..."],
    ".bye": ["C: QUIT", "S: +OK ...", "closed"],
}


LISTENER = "DIALOGUE_LISTENER" in os.environ


class Wrong(Exception):
    """What a server did differs from what the dialogue says."""


def unescape(text):
    r"""\r \n \t \s \\ \xHH, and \(N*TEXT) for TEXT N times over."""
    out, at = b"", 0
    plain = {"r": b"\r", "n": b"\n", "t": b"\t", "s": b" ", "\\": b"\\"}
    while at < len(text):
        if text[at] != "\\":
            out += text[at].encode()
            at += 1
        elif text[at + 1] == "x":
            out += bytes.fromhex(text[at + 2:at + 4])
            at += 4
        elif text[at + 1] == "(":
            end = at + 2
            while text[end] != ")":  # what is repeated may hold another
                nested = re.match(r"\\\((?:[^()]|\\\([^()]*\))*\)|\\.|.",
                                  text[end:], re.S)
                end += len(nested[0])
            count, what = text[at + 2:end].split("*", 1)
            out += int(count) * unescape(what)
            at = end + 1
        else:
            out += plain[text[at + 1]]
            at += 2
    return out


class Dialogue:
    """One file: what is said, and what must have come of it."""

    def __init__(self, name, text):
        self.name, self.program = name, "smtpd-lite"
        self.local = self.pipe = False
        self.ways, self.closed, self.exit = ["once", "step", "bytes"], False, 0
        self.options = os.environ.get("DIALOGUE_OPTIONS", "").split()
        self.conf, self.users = [], []
        self.aliases, self.env, self.log, self.hush = [], dict(PEER), [], []
        self.events = []  # ("C", bytes), ("S", pattern), ("K", who)
        self.mail = []  # [mailbox, {key: value}, body]
        self.box, self.left = {}, None  # path: [kind, body]; paths
        for number, line in enumerate(text.split("\n"), 1):
            try:
                self.line(line)
            except (AttributeError, LookupError, ValueError) as why:
                sys.exit(f"{name}:{number}: {line!r}: {why!r}")

    def line(self, line):
        if not line or line.startswith("#"):
            return
        if line in MACROS:
            for one in MACROS[line]:
                self.line(one)
            return
        found = re.match(r"([A-Za-z])(?:\*(\d+))?:(?: (.*))?$", line)
        if not found:
            self.word(*line.split())
            return
        letter, times, text = found[1], int(found[2] or 1), found[3] or ""
        for _ in range(times):
            getattr(self, "at_" + letter)(text)

    def word(self, word, *rest):
        if word == "local":
            self.local = self.pipe = True
            self.env = {}
        elif word == "pipe":
            self.pipe = True
        elif word == "noenv":
            self.env = {}
        elif word == "ways":
            self.ways = list(rest)
        elif word == "program":
            self.program = rest[0]
        elif word == "closed":
            self.closed = True
        elif word == "exit":
            self.exit = int(rest[0])
        elif word == "kill":
            self.events.append(("K", rest[0]))
            self.ways = ["step"]
        elif word == "do":
            self.events.append(("D", [unescape(text) for text in rest]))
            self.ways = ["step"]
        else:
            raise ValueError("unknown word")

    def at_C(self, text):
        end = b"\n" if self.local else b"\r\n"
        self.events.append(("C", unescape(text) + end))

    def at_c(self, text):
        self.events.append(("C", unescape(text)))

    def at_S(self, text):
        self.events.append(("S", unescape(text)))

    def at_M(self, text):
        box, *keys = text.split()
        self.mail.append([box, dict(k.split("=", 1) for k in keys), b""])

    def at_m(self, text):
        self.mail[-1][2] += unescape(text) + b"\n"

    def at_n(self, text):
        self.mail[-1][2] += unescape(text)

    def at_O(self, text):
        self.options.append(text)

    def at_F(self, text):
        self.conf.append(unescape(text) + b"\n")

    def at_P(self, text):
        path, *kind = text.split()
        self.last = unescape(path)
        self.box[self.last] = [kind, b""]

    def at_p(self, text):
        self.box[self.last][1] += unescape(text) + b"\n"

    def at_q(self, text):
        self.box[self.last][1] += unescape(text)

    def at_R(self, text):
        self.left = (self.left or []) + [unescape(text)] * (text != "-")

    def at_U(self, text):
        text = text.replace("HASH", HASH)
        self.users.append(unescape(text) + b"\n")

    def at_A(self, text):
        self.aliases.append(unescape(text) + b"\n")

    def at_E(self, text):
        name, value = text.split("=", 1)
        self.env[name] = unescape(value)

    def at_L(self, text):
        self.log.append(unescape(text))

    def at_N(self, text):
        self.hush.append(unescape(text))

    def input(self):
        return b"".join(what for kind, what in self.events if kind == "C")


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


class Server:
    """A running server with a scratch folder of its own."""

    def __init__(self, dialogue, way):
        self.dialogue = dialogue
        self.top = tempfile.mkdtemp(prefix="dialogue.")
        self.heard, self.taken, self.silent = b"", 0, False
        users = dialogue.users or [
            u.replace("HASH", HASH).encode() + b"\n" for u in
            (POP3_USERS if self.pop3() else USERS)]
        for name, lines in (("conf", dialogue.conf), ("users", users),
                            ("aliases", dialogue.aliases)):
            with open(self.path(name), "wb") as file:
                file.writelines(lines)
        # A message's file is made at another time if its mailbox is there.
        if way == "step" and not self.pop3():
            for box in {"bob@example.org", *(m[0] for m in dialogue.mail)}:
                self.provide(*box.rsplit("@", 1))
        if self.pop3():
            prepare(dialogue.box, self.path(BOX))
            self.bodies = {unique(path): body
                           for path, (_, body) in dialogue.box.items()}
        options = ["hostname=mx.example", "log=stderr",
                   "mail=" + self.path("mail/%d/%u")]
        options += [f"{key}=" + self.path(key) for key in
                    ("users", "aliases", "keys", "authorized-keys", "run")]
        argv = os.environ.get("WRAP", "").split()
        argv += [os.path.join(os.environ["BUILD"], dialogue.program),
                 "-c", self.path("conf")]
        for option in options + dialogue.options:
            argv += ["-o", option.replace("@", self.top)]
        self.start(argv, way)

    def path(self, name):
        return os.path.join(self.top, name)

    def provide(self, local, domain):
        for folder in ("mail", f"mail/{domain}", f"mail/{domain}/{local}",
                       *(f"mail/{domain}/{local}/{name}"
                         for name in ("tmp", "new", "cur"))):
            if not os.path.isdir(self.path(folder)):
                os.mkdir(self.path(folder), 0o700)

    def pop3(self):
        return self.dialogue.program == "pop3d-lite"

    def start(self, argv, way):
        self.file = self.dialogue.local and way == "once"
        if self.file:
            with open(self.path("session"), "wb") as file:
                file.write(self.dialogue.input())
            theirs, self.to = os.open(self.path("session"), os.O_RDONLY), None
        elif self.dialogue.pipe:
            theirs, self.to = os.pipe()
        if self.dialogue.pipe:
            self.back, out = os.pipe()
        elif LISTENER:
            address = self.dialogue.env["TCPREMOTEIP"]
            other = socket.create_server((address, 0))
            self.port = other.getsockname()[1]
            ours = socket.socket()
            ours.bind((address, 0))
            ours.connect((address, self.port))
            self.to = self.back = ours.detach()
            theirs = out = other.detach()
        else:
            ours, other = socket.socketpair()
            self.to = ours.detach()
            self.back, theirs = self.to, other.detach()
            out = theirs
        env = {k: v for k, v in os.environ.items()
               if k.endswith("SAN_OPTIONS") or k == "UNCOUNTED"}
        env.update(self.dialogue.env)
        if "step" in self.dialogue.ways and way != "step":
            env["UNCOUNTED"] = "1"  # lib/measured.c
        with open(self.path("log"), "wb") as log:
            self.process = subprocess.Popen(
                argv, stdin=theirs, stdout=out, stderr=log, env=env)
        for fd in {theirs, out}:
            os.close(fd)
        os.set_blocking(self.back, False)

    def end(self):
        """The exit code."""
        try:
            if LISTENER:
                self.await_session()
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Wrong("the server does not end") from None
        finally:
            self.process.kill()
            self.process.wait()
            self.hang_up()
            if self.back != self.to:
                os.close(self.back)
            if self.to is not None:
                os.close(self.to)
            self.to = self.back = None

    def session(self):
        """The process of the session, the guard's; None if it has ended."""
        pid = self.process.pid
        if not LISTENER:
            return pid if self.process.poll() is None else None
        return next(iter(children(pid)), None)

    def await_session(self):
        """A listener is told to end when its session has."""
        give_up = time.monotonic() + PATIENCE
        while self.session() is not None:
            if time.monotonic() > give_up:
                raise Wrong("the session does not end")
            time.sleep(0.002)
        self.process.terminate()

    def unread(self):
        """How much of what was said the server has not read."""
        left = array.array("i", [1])
        call = termios.FIONREAD if self.dialogue.pipe else termios.TIOCOUTQ
        fcntl.ioctl(self.to, call, left)
        if left[0] or not LISTENER:
            return left[0]
        with open("/proc/net/tcp", encoding="ascii") as table:
            rows = [row.split() for row in table]
        # Its end of the connection: state 01, octets that wait.
        return any(row[1].endswith(f":{self.port:04X}") and row[3] != "0A"
                   and not row[4].endswith(":00000000") for row in rows)

    def hang_up(self):
        """Our end of input; replies can still be read."""
        if self.to is None:
            return
        if self.to != self.back:
            os.close(self.to)
            self.to = None
            return
        try:
            with socket.socket(fileno=os.dup(self.to)) as end:
                end.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the server was faster

    def hear(self, timeout):
        """Reads what there is; False if nothing came."""
        if self.silent or not select.select([self.back], [], [], timeout)[0]:
            return False
        try:
            got = os.read(self.back, 65536)
        except ConnectionResetError:
            got = b""  # it closed and left our last bytes unread
        self.silent = not got
        self.heard += got
        return True

    def reply_line(self):
        """The next line the server says, without CRLF; None at its end."""
        while b"\n" not in self.heard[self.taken:]:
            if self.silent:
                if self.taken < len(self.heard):
                    raise Wrong(f"half a line: {self.heard[self.taken:]!r}")
                return None
            if not self.hear(PATIENCE):
                raise Wrong("no reply")
        end = self.heard.index(b"\n", self.taken) + 1
        line, self.taken = self.heard[self.taken:end], end
        if not line.endswith(b"\r\n") or \
                b"\r" in line[:-2] and not self.pop3():
            raise Wrong(f"not a line: {line!r}")
        return line[:-2]

    def say(self, data):
        """All of DATA, reading meanwhile; quiet if the server has gone."""
        at = 0
        while at < len(data) and self.to is not None:
            ready = select.select(
                [] if self.silent else [self.back], [self.to], [], PATIENCE)
            if not ready[0] and not ready[1]:
                raise Wrong("takes no input")
            if ready[0]:
                self.hear(0)
            if ready[1]:
                try:
                    at += os.write(self.to, data[at:at + 32768])
                except (BrokenPipeError, ConnectionResetError):
                    return

    def settle(self):
        """Waits until the server has read all that was said."""
        give_up = time.monotonic() + PATIENCE
        while self.unread() and not self.silent and \
                self.session() is not None:
            if time.monotonic() > give_up:
                raise Wrong("does not read on")
            os.sched_yield()
            self.hear(0)

    def kill(self, who):
        """SIGTERM to the guard or to its child, the wire."""
        self.settle()
        try:
            pid = self.session()
            if who == "wire":
                pid, = children(pid)
            os.kill(pid, signal.SIGTERM)
        except (ProcessLookupError, TypeError):
            pass  # the first of two was enough


def expect(server, pattern):
    """One reply line by its pattern: `...` at the end stands for any text,
    `CODE* ...` for a whole reply of any number of lines."""
    line = server.reply_line()
    whole = re.match(rb"(\d{3})\* \.\.\.$", pattern)
    while whole and line is not None and line.startswith(whole[1] + b"-"):
        line = server.reply_line()
    if whole:
        pattern = whole[1] + b" ..."
    if line is not None and len(line) > 510 and not server.pop3():
        raise Wrong(f"reply of {len(line)} octets")
    fits = line is not None and (
        line == pattern or
        pattern.endswith(b"...") and line.startswith(pattern[:-3].rstrip(b" "))
        and line[len(pattern[:-3].rstrip(b" ")):][:1] in (b"", b" "))
    if not fits:
        raise Wrong(f"expected {pattern!r}, got {line!r}")


def play(server, pieces):
    """PIECES is None for lock-step, else how the input is cut."""
    if pieces is None:
        for kind, what in server.dialogue.events:
            if kind == "C":
                server.say(what)
            elif kind == "S":
                expect(server, what)
            elif kind == "D":
                meddle(server, *what)
            else:
                server.kill(what)
    else:
        for piece in pieces:
            if server.silent:
                break
            server.say(piece)
            if len(pieces) > 1:
                server.settle()
        if not server.dialogue.closed:
            server.hang_up()
        for kind, what in server.dialogue.events:
            if kind == "S":
                expect(server, what)
    if not server.dialogue.closed:
        server.hang_up()
    line = server.reply_line()
    if line is not None:
        raise Wrong(f"unexpected {line!r}")


BOX = "mail/example.org/bob"


def prepare(box, top):
    """A Maildir with these files: [kind, body] by path."""
    for folder in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(top, folder), 0o700)
    for name, (kind, body) in box.items():
        path = os.path.join(top.encode(), name)
        if kind[:1] == ["fifo"]:
            os.mkfifo(path)
        elif kind[:1] == ["link"]:
            os.symlink(kind[1], path)
        elif kind[:1] == ["folder"]:
            os.mkdir(path)
        else:
            with open(path, "wb") as file:
                file.write(body)
        if kind[:1] == ["age"]:
            when = time.time() - int(kind[1])
            os.utime(path, (when, when))


def unique(path):
    return path.split(b"/")[1].split(b":")[0]


def meddle(server, what, path, to=b""):
    """What others do to the Maildir meanwhile."""
    name, path = path, os.path.join(server.path(BOX).encode(), path)
    if what == b"mv":
        os.rename(path, os.path.join(server.path(BOX).encode(), to))
        server.bodies[unique(to)] = server.bodies[unique(name)]
    elif what == b"rm":
        os.unlink(path)
    elif what == b"write":
        with open(path, "ab") as file:
            file.write(to)
        with open(path, "rb") as file:
            server.bodies[unique(name)] = file.read()
    else:
        raise Wrong(f"do {what}?")


def compare_box(server):
    """What is in the Maildir, against what should be left in it."""
    top, found = server.path(BOX).encode(), {}
    for folder in (b"tmp", b"new", b"cur"):
        for name in os.listdir(os.path.join(top, folder)):
            path = os.path.join(top, folder, name)
            body = b""
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    body = file.read()
            found[folder + b"/" + name] = body
    left = server.dialogue.left
    left = sorted(server.dialogue.box if left is None else left)
    if sorted(found) != left:
        raise Wrong(f"left: {sorted(found)}, not {left}")
    for path, body in found.items():
        if body != server.bodies[unique(path)]:
            raise Wrong(f"{path} holds {body!r}")


NAME = re.compile(
    r"(\d+)\.M(\d+)P\d+R[0-9a-f]{16}\.mx\.example,S=(\d+),W=(\d+)$")
TRACE = re.compile(
    rb"Return-Path: <(?P<path>[^\n]*)>\n"
    rb"Received: from (?P<helo>\S+) \((?P<comment>[^()\n]*)\)\s"
    rb"by (?P<by>\S+)\swith (?P<how>E?SMTPA?)\sid (?P<id>[0-9A-Za-z.]+)"
    rb"(?:\s+for <(?P<to>[^\n]*)>)?;\s(?P<date>[^\n]*)\n(?P<body>.*)", re.S)


def message(path):
    """A file in new/, checked for what is true of every message."""
    found, stat = NAME.match(os.path.basename(path)), os.stat(path)
    with open(path, "rb") as file:
        data = file.read()
    if not found or stat.st_mode & 0o7777 != 0o600:
        raise Wrong(f"name or mode of {path}")
    if (int(found[3]), int(found[4])) != (len(data),
                                          len(data) + data.count(b"\n")):
        raise Wrong(f"S or W of {path}")
    if (found[4][0] == "0") == data.endswith(b"\n"):
        raise Wrong(f"zero or none before W of {path}")
    trace = TRACE.match(re.sub(rb"\n[ \t]+", b" ", data.split(b";")[0])
                        + data[len(data.split(b";")[0]):])
    if not trace:
        raise Wrong(f"no trace header in {path}: {data[:500]!r}")
    when = email.utils.parsedate_to_datetime(trace["date"].decode())
    if abs(when.timestamp() - time.time()) > 3600:
        raise Wrong(f"date: {trace['date']!r}")
    return (int(found[1]), int(found[2])), stat, trace


def mailboxes(server):
    """{mailbox: [message in order of arrival]}; nothing lies in tmp/."""
    top, boxes = server.path("mail"), {}
    for folder, _, files in os.walk(top):
        box, kind = os.path.split(os.path.relpath(folder, top))
        if os.stat(folder).st_mode & 0o7777 != 0o700:
            raise Wrong(f"mode of {folder}")
        if not files:
            continue
        if kind != "new":
            raise Wrong(f"left in {folder}: {files}")
        domain, local = os.path.split(box)
        boxes[f"{local}@{domain}"] = sorted(
            (message(os.path.join(folder, name)) for name in files),
            key=lambda m: m[0])
    return boxes


def compare_mail(server, log):
    boxes, links = mailboxes(server), {}
    for box, keys, body in server.dialogue.mail:
        if not boxes.get(box):
            raise Wrong(f"no message in {box}")
        _, stat, trace = boxes[box].pop(0)
        if trace["body"] != body:
            raise Wrong(f"{box} has {trace['body'][:3000]!r} ({len(trace['body'])}), "
                        f"not {body[:3000]!r} ({len(body)})")
        for key, value in keys.items():
            found = b"-" if trace[key] is None else trace[key]
            if found != unescape(value):
                raise Wrong(f"{box}: {key} is {found!r}, not {value!r}")
        if trace["by"] != b"mx.example" or not any(
                trace["id"] in line for line in server.heard.split(b"\r\n")
                if line.startswith(b"250 ")) or trace["id"] not in log:
            raise Wrong(f"the id of {box} is not that of 250 and log")
        links.setdefault(trace["id"], []).append(stat)
    for stats in links.values():
        if {s.st_ino for s in stats} != {stats[0].st_ino} or \
                stats[0].st_nlink != len(stats):
            raise Wrong("a message is not one file with a link a mailbox")
    left = [box for box, messages in boxes.items() if messages]
    if left:
        raise Wrong(f"unexpected mail in {left}")


VALUE = rb'(?:[^ "\x00-\x20\x7f-\xff]*|"(?:[^"\\\x00-\x1f\x7f-\xff]|\\(?:x[0-9a-f]{2}|["\\]))*"(?:\.\.\.)?)'
LOG = re.compile(rb"[a-z0-9-]+\[\d+\]: (?P<word>[a-z-]+) rip=" + VALUE +
                 rb"(?: [a-z-]+=" + VALUE + rb")*\n$")


def compare_log(server, log):
    dialogue, words = server.dialogue, []
    for text in dialogue.log:
        if text not in log:
            raise Wrong(f"not in the log: {text!r}")
    for text in dialogue.hush:
        if text in log:
            raise Wrong(f"in the log: {text!r}")
    if dialogue.exit == 78:
        return  # what is wrong with a file is said as PATH:LINE: TEXT
    for line in log.splitlines(keepends=True):
        fits = LOG.match(line)
        if not fits or len(line) > 1024:
            raise Wrong(f"log line {line!r}")
        words.append(fits["word"])
    if words.count(b"session") != 1 or words[-1] != b"session":
        raise Wrong(f"not one summary line, at the end: {words}")


def run(dialogue, way, pieces):
    server = Server(dialogue, way)
    log = b""
    try:
        try:
            play(server, pieces)
        except Wrong:
            server.process.kill()
            raise
        finally:
            code = server.end()
            with open(server.path("log"), "rb") as file:
                log = file.read()
        if code != (0 if LISTENER else dialogue.exit):
            raise Wrong(f"exit {code}, not {dialogue.exit}")
        if server.pop3():
            compare_box(server)
        else:
            compare_mail(server, log)
        compare_log(server, log)
    except Wrong as why:
        print(f"{dialogue.name}, {way}: {why}\n-- said --\n"
              f"{server.heard.decode(errors='backslashreplace')[-3000:]}\n"
              f"-- log --\n{log.decode(errors='backslashreplace')[-3000:]}")
        return False
    finally:
        shutil.rmtree(server.top)
    return True


def plays(dialogue):
    """(way, pieces) for each way of delivery."""
    text = dialogue.input()
    for way in dialogue.ways:
        if way == "once":
            yield way, [text]
        elif way == "step":
            yield way, None
        elif way == "bytes":
            if len(text) <= 8192:
                yield way, [text[i:i + 1] for i in range(len(text))]
        elif way == "cuts":
            for at in range(1, len(text)):
                yield f"cut at {at}", [text[:at], text[at:]]
        else:
            sys.exit(f"{dialogue.name}: unknown way {way}")


def try_all(dialogue):
    chosen = plays(dialogue)
    if "DIALOGUE_WAYS" in os.environ:
        wanted = os.environ["DIALOGUE_WAYS"].split()
        chosen = [play for play in chosen if play[0] in wanted] or \
            [next(plays(dialogue))]
    return all([run(dialogue, *play) for play in chosen])


def lacks_teaching():
    """True if the programs were built --disable-teaching."""
    argv = [os.path.join(os.environ["BUILD"], "smtpd-lite"),
            "-m", "/dev/null/none", "-o", "log=none",
            "-o", "dialect=teaching"]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return b"no teaching dialect" in done.stderr


def of_classroom(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return re.search("dialect *= *teaching", file.read())


def tells_of_start(dialogue):
    """True if a listener's session has no such beginning: from a pipe, by the
    environment, or pop3d-lite's last word, which is no end for a listener."""
    return dialogue.pipe or dialogue.env != PEER or \
        (dialogue.exit == 78 and dialogue.program == "pop3d-lite")


def try_file(path):
    """Is all well with it, its name, and what there is to say of it."""
    words = path.removesuffix(".t").split("/")
    name = "/".join(words[-2:])
    said = io.StringIO()
    with contextlib.redirect_stdout(said), \
            open(path, encoding="utf-8", newline="\n") as file:
        text = file.read()
        row = re.match(r"# ([AB]\d+: .*)", text)
        name += ": " + row[1] if row else ""
        dialogue = Dialogue(words[-1], text)
        if LISTENER and tells_of_start(dialogue):
            return True, name + " # SKIP tells of another start", ""
        ok = try_all(dialogue)
    return ok, name, said.getvalue()


def main():
    paths = sys.argv[1:]
    failed = 0
    if lacks_teaching():
        paths = [path for path in paths if not of_classroom(path)]
    print(f"1..{len(paths)}")
    # Most of them wait, now and then, for a deadline to pass.
    with multiprocessing.Pool(2 * os.cpu_count()) as pool:
        results = pool.imap(try_file, paths)
        for i, (ok, name, said) in enumerate(results, 1):
            print("ok" if ok else "not ok", i, "-", "dialogue", name)
            for line in said.splitlines():
                print("#", line, flush=True)
            failed += not ok
    sys.exit(failed > 0 or not paths)


if __name__ == "__main__":
    main()
