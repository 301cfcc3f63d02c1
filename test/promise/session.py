"""Sessions with known messages, and what they must have left behind.

Shared by the tests of the promise behind 250: one place knows how a message
is sent, how it is stored, and what it means that a mailbox holds it whole.
"""

import os
import re
import stat
import threading

PATIENCE = 15  # seconds for a reply
HOST = "mx.test"
NAME = re.compile(
    r"(\d+)\.M(\d+)P(\d+)R([0-9a-f]{16})\." + re.escape(HOST)
    + r",S=(\d+),W=(\d+)\Z")


def body(tag, lines=150):
    """A message of a few kilobytes that shows if an octet of it is gone."""
    text = [b"Subject: " + tag, b"", b".leading dot", b"..", b"\xe9\x00 8bit"]
    text += [b"%d %s %s" % (n, tag, b"x" * (n % 61)) for n in range(lines)]
    return b"".join(line + b"\n" for line in text)


class Message:
    """One message of a session: recipients, the mailboxes they stand for
    if those have other names, body, and how it is sent."""

    def __init__(self, tag, to, at=None, bdat=False, lines=150):
        self.to, self.at = to, at or to
        self.body = body(tag.encode(), lines)
        self.bdat = bdat

    def envelope(self):
        """MAIL and RCPT in one go, as RFC 2920 has it."""
        return (b"MAIL FROM:<s@sender.example>\r\n"
                + b"".join(b"RCPT TO:<%s>\r\n" % r.encode() for r in self.to))

    def parts(self):
        """The rest: pairs of what to send and the reply that lets us go on."""
        wire = self.body.replace(b"\n", b"\r\n")
        half = len(wire) // 2
        if self.bdat:
            return [(b"BDAT %d\r\n" % half + wire[:half], "250 2.0.0"),
                    (b"BDAT %d LAST\r\n" % (len(wire) - half) + wire[half:],
                     "250 2.0.0")]
        return [(b"DATA\r\n", "354"),
                (re.sub(rb"(?m)^\.", b"..", wire) + b".\r\n", "250 2.0.0")]


class Verdict:
    """What was said to a message: the code of its last reply, None if it
    did not come; the mailboxes accepted; the codes of all refusals."""

    def __init__(self):
        self.code, self.boxes, self.refused = None, set(), []

    def kept(self):
        return self.code == "250 2.0.0"


class Client(threading.Thread):
    """Sends MESSAGES over SOCK, each step after the reply to the last, and
    notes the verdicts. The end of the connection ends it at any step."""

    def __init__(self, sock, messages):
        super().__init__(daemon=True)
        self.sock, self.messages = sock, messages
        self.verdicts = [Verdict() for _ in messages]
        self.late, self.heard, self.last = False, b"", None

    def run(self):
        self.sock.settimeout(PATIENCE)
        try:
            self._talk()
        except TimeoutError:
            self.late = True
        except EOFError:
            pass
        except OSError:
            self._rest()
        self.sock.close()

    def _rest(self):
        """What was said to us before it went."""
        try:
            while self._reply():
                pass
        except (EOFError, OSError):
            pass

    def _reply(self):
        """The code of one reply, with its enhanced code."""
        while True:
            line, end, rest = self.heard.partition(b"\r\n")
            if end:
                self.heard = rest
                if line[3:4] == b" ":
                    self.last = line[:9].decode()
                    return self.last
                continue
            more = self.sock.recv(65536)
            if not more:
                raise EOFError
            self.heard += more

    def _talk(self):
        self._reply()
        self.sock.sendall(b"EHLO client.example\r\n")
        self._reply()
        for m, v in zip(self.messages, self.verdicts):
            self._send(m, v)
        self.sock.sendall(b"QUIT\r\n")
        self._reply()
        self.sock.recv(1)

    def _send(self, m, v):
        self.sock.sendall(m.envelope())
        codes = [self._reply() for _ in range(1 + len(m.to))]
        v.refused = [code for code in codes if not code.startswith("250")]
        if codes[0].startswith("250"):
            v.boxes = {at for at, code in zip(m.at, codes[1:])
                       if code.startswith("250")}
        for text, want in m.parts() if v.boxes else ():
            self.sock.sendall(text)
            code = self._reply()
            if not code.startswith(want):
                v.code = code
                v.refused.append(code)
                break
        else:
            v.code = "250 2.0.0" if v.boxes else None
        if not v.kept():
            self.sock.sendall(b"RSET\r\n")
            self._reply()


def argv(program, mail, *options):
    return [program, "-m", mail, "-o", "hostname=" + HOST,
            "-o", "log=stderr", *options]


def box(mail, address):
    local, domain = address.rsplit("@", 1)
    return os.path.join(mail, domain, local)


def listing(folder):
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []


def stored_whole(path, messages, name=None):
    """Which of MESSAGES the file holds; None, and why not, if none. NAME is
    how it was called in new/."""
    name = NAME.match(name or os.path.basename(path))
    with open(path, "rb") as f:
        data = f.read()
        st = os.fstat(f.fileno())
    if not name:
        return None, "bad name"
    if not stat.S_ISREG(st.st_mode) or stat.S_IMODE(st.st_mode) != 0o600:
        return None, "bad mode"
    if int(name[5]) != len(data):
        return None, f"S= is not the size, {len(data)}"
    if int(name[6]) != len(data) + data.count(b"\n"):
        return None, "W= is not the size with CRLF"
    head = re.match(rb"Return-Path: <s@sender\.example>\n"
                    rb"Received: [^\n]*\n([ \t][^\n]*\n)+", data)
    if not head or b"id " + name[4].encode() not in head[0]:
        return None, "bad trace header"
    for m in messages:
        if data[head.end():] == m.body:
            return m, None
    return None, "not a whole message"


def inspect(mail, messages):
    """What each message's mailboxes hold: {message: {address}}, and a list
    of everything that must not be there whatever has happened."""
    found = {m: set() for m in messages}
    wrong = []
    for address in sorted({r for m in messages for r in m.at}):
        new = os.path.join(box(mail, address), "new")
        for name in listing(new):
            m, why = stored_whole(os.path.join(new, name), messages)
            if m is None:
                wrong.append(f"{address}: {name}: {why}")
            elif address not in m.at or address in found[m]:
                wrong.append(f"{address}: {name}: not for it, or twice")
            else:
                found[m].add(address)
    return found, wrong


def leftovers(mail):
    """Names that are still in some tmp/."""
    return [os.path.join(top, name) for top, _, names in os.walk(mail)
            for name in names if os.path.basename(top) == "tmp"]
