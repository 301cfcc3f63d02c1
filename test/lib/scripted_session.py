#!/usr/bin/python3 -ESB
"""What no dialogue file can say: scripted_session.py NAME, a function below."""
import fcntl
import glob
import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import tty

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dialogue import (PATIENCE, PEER, Dialogue, Server,  # noqa: E402
                      Wrong, mailboxes)

HELLO = b"EHLO client.example\r\n"
MAIL = b"MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@example.org>\r\n"
MESSAGE = MAIL + b"DATA\r\nhello\r\n.\r\n"


class Plain(Server):
    """A server whose descriptors the test makes itself."""

    def __init__(self, *options):
        text = "".join(f"O: {option}\n" for option in options)
        super().__init__(Dialogue("special", text), "once")

    def start(self, argv, way):
        self.argv, self.process, self.to, self.back = argv, None, None, None

    def run(self, stdin, stdout, stderr, env=None):
        self.process = subprocess.Popen(
            self.argv, stdin=stdin, stdout=stdout, stderr=stderr,
            env=PEER if env is None else env)
        return self.process

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.top)


def must(value, what):
    if not value:
        raise Wrong(what)


def eventually(true, what):
    give_up = time.monotonic() + PATIENCE
    while not true():
        must(time.monotonic() < give_up, what)
        time.sleep(0.01)


def listen(fd):
    """All that comes until its end."""
    heard = b""
    while True:
        if not select.select([fd], [], [], PATIENCE)[0]:
            raise Wrong(f"silence after {heard!r}")
        try:
            got = os.read(fd, 65536)
        except (ConnectionResetError, OSError):
            got = b""
        if not got:
            return heard
        heard += got


def until(fd, line):
    """What comes up to and with a last line that begins with LINE."""
    heard = b""
    while not re.search(rb"(^|\r\n)" + line + rb"[^\r\n]*\r\n\Z", heard):
        must(select.select([fd], [], [], PATIENCE)[0], f"silence: {heard!r}")
        got = os.read(fd, 65536)
        must(got, f"it ended: {heard!r}")
        heard += got
    return heard


def one_write():
    """Pipelining costs one write: each is a packet here."""
    ours, theirs = socket.socketpair()
    packets, out = socket.socketpair(type=socket.SOCK_SEQPACKET)
    with Plain("log=none") as server:
        ours.sendall(HELLO + MAIL + b"RSET\r\nFOO\r\n" + MAIL + b"DATA\r\n")
        server.run(theirs, out, None)
        theirs.close()
        out.close()
        first = packets.recv(65536)
        must(first.count(b"\r\n") == 17 and b"\r\n354 " in first,
             f"not one write: {first!r}")
        ours.sendall(b"hello\r\n.\r\n" + MAIL + b"NOOP\r\nQUIT\r\n")
        second = packets.recv(65536)
        must(second.count(b"\r\n") == 5 and b"\r\n221 " in second,
             f"not one write: {second!r}")
        must(packets.recv(65536) == b"", "more came")
        must(server.process.wait(PATIENCE) == 0, "exit")


def peer_gone():
    """A peer that sends much, reads nothing and goes."""
    for text in (HELLO, HELLO + b"NOOP\r\n" * 90, HELLO + MAIL + b"DATA\r\nx",
                 HELLO + MAIL * 40):
        ours, theirs = socket.socketpair()
        with Plain("log=none") as server:
            server.run(theirs, theirs, None)
            theirs.close()
            ours.sendall(text)
            ours.close()
            must(server.process.wait(PATIENCE) == 0, "exit")
            must(not mailboxes(server), "mail")


def peer_deaf():
    """A peer that talks and never reads is silent, in the end; and keeps
    nobody from ending when he is told to."""
    for idle in (1, 3600):
        ours, theirs = socket.socketpair()
        with Plain("log=none", "max-errors=1000000",
                   f"idle-timeout={idle}") as server:
            server.run(theirs, theirs, None)
            theirs.close()
            ours.setblocking(False)
            give_up = time.monotonic() + PATIENCE
            quiet = 0
            while server.process.poll() is None and quiet < 50 and \
                    time.monotonic() < give_up:
                try:
                    ours.send(b"MAIL\r\n" * 1000)
                    quiet = 0
                except BlockingIOError:
                    quiet += idle > 1
                    time.sleep(0.01)
                except (BrokenPipeError, ConnectionResetError):
                    break
            if idle > 1:
                server.process.terminate()
            must(server.process.wait(PATIENCE) == 0, "exit")


def always_input():
    """A SIGTERM is heard in a body that never lets us wait."""
    mine, stdout = os.pipe()
    with Plain("log=none") as server:
        with open(server.path("endless"), "wb+") as endless:
            endless.write(HELLO + MAIL + b"DATA\r\n")
            endless.truncate(1 << 40)
            endless.seek(0)
            server.run(endless, stdout, None)
        os.close(stdout)
        # Nothing is said as long as more comes in, so the file tells.
        eventually(lambda: glob.glob(server.path("mail/*/*/tmp/*")), "no file")
        server.process.terminate()
        last = listen(mine).split(b"\r\n")[-2]
        must(last.startswith(b"421 4.3.2 "), f"the last word: {last!r}")
        must(server.process.wait(PATIENCE) == 0, "exit")
        must(not mailboxes(server), "mail")
    os.close(mine)


def small_pipes():
    """What the server reads and writes, then our ends of it."""
    stdin, ours = os.pipe()
    mine, stdout = os.pipe()
    fcntl.fcntl(stdout, fcntl.F_SETPIPE_SZ, 4096)
    return stdin, stdout, ours, mine


def small_socket():
    ours, theirs = socket.socketpair()
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    ours, theirs = ours.detach(), theirs.detach()
    return theirs, os.dup(theirs), ours, os.dup(ours)


def nonblocking():
    """Descriptors that somebody has set not to block: input that is late and
    output that has no room are waited for."""
    many = 200
    for make in small_pipes, small_socket:
        stdin, stdout, to, back = make()
        with Plain("log=none") as server:
            for fd in stdin, stdout:
                os.set_blocking(fd, False)
            server.run(stdin, stdout, None)
            os.close(stdin)
            until(back, b"220 ")
            os.write(to, HELLO)
            until(back, b"250 ")
            text = MESSAGE * many + b"QUIT\r\n"
            writer = threading.Thread(target=lambda: os.write(to, text))
            writer.start()
            eventually(lambda: not select.select([], [stdout], [], 0)[1],
                       "there is always room")
            os.close(stdout)
            heard = listen(back)
            writer.join()
            must(heard.count(b"\r\n250 2.0.0 Stored") == many and
                 heard.split(b"\r\n")[-2].startswith(b"221 "), f"{heard[-99:]}")
            must(server.process.wait(PATIENCE) == 0, "exit")
            must(len(mailboxes(server)["bob@example.org"]) == many, "mail")
        os.close(to)
        os.close(back)


def log_not_to_peer():
    """inetd puts the socket on fd 2, too."""
    for option, replies in (("log=stderr", 250), ("log=auto", 250),
                            ("nonsense=1", 421), ("users=/nowhere", 421)):
        ours, theirs = socket.socketpair()
        with Plain(option) as server:
            server.run(theirs, theirs, theirs)
            theirs.close()
            try:
                ours.sendall(HELLO + MESSAGE + b"BAD\r\nQUIT\r\n")
            except BrokenPipeError:
                pass  # it has refused to serve already
            lines = listen(ours.fileno()).split(b"\r\n")
            must(lines.pop() == b"", "half a line")
            for line in lines:
                must(line[:3].isdigit() and line[3:4] in (b" ", b"-")
                     and b"rip=" not in line and b"/" not in line,
                     f"{option}: {line!r} went to the peer")
            must(len(lines) == 1 if replies == 421 else len(lines) > 10,
                 f"{lines}")
            must(server.process.wait(PATIENCE) == (78 if replies == 421 else 0),
                 "exit")


def log_refused():
    """A log that blocks or fails never stops mail."""
    for kind in ("full", "broken", "/dev/full"):
        ours, theirs = socket.socketpair()
        keep = None
        if kind == "/dev/full":
            log = os.open(kind, os.O_WRONLY)
        else:
            keep, log = os.pipe()
            os.set_blocking(log, False)
            try:
                while kind == "full":
                    os.write(log, b"x" * 4096)
            except BlockingIOError:
                os.set_blocking(log, True)
            if kind == "broken":
                os.close(keep)
        with Plain("log=stderr") as server:
            server.run(theirs, theirs, log)
            theirs.close()
            os.close(log)
            ours.sendall(HELLO + b"RCPT\r\n" + MESSAGE + b"QUIT\r\n")
            must(b"\r\n250 2.0.0 " in listen(ours.fileno()), kind)
            must(server.process.wait(PATIENCE) == 0, "exit")
            must(len(mailboxes(server)["bob@example.org"]) == 1, "mail")


def terminal():
    """A person at a terminal: lines end in LF."""
    main, side = pty.openpty()
    tty.setraw(side)
    with Plain("log=none") as server:
        server.run(side, side, None, {})
        until(main, b"220 ")
        for line, reply in ((b"EHLO me", b"250 "),
                            (b"MAIL FROM:<ann@client.example>", b"250 2.1.0 "),
                            (b"RCPT TO:<bob@example.org>", b"250 2.1.5 "),
                            (b"DATA", b"354 "), (b"hello\n..\n.", b"250 2.0.0 "),
                            (b"QUIT", b"221 ")):
            os.write(main, line + b"\n")
            until(main, reply)
        must(server.process.wait(PATIENCE) == 0, "exit")
        (_, _, trace), = mailboxes(server)["bob@example.org"]
        must(trace["body"] == b"hello\n.\n", f"{trace['body']!r}")


def together():
    """Eight sessions at once, five messages each, into one mailbox."""
    with Plain("log=none") as server:
        sessions = []
        for who in range(8):
            ours, theirs = socket.socketpair()
            sessions.append((ours, server.run(theirs, theirs, None)))
            theirs.close()
            ours.sendall(HELLO)
            for number in range(5):
                ours.sendall(MESSAGE.replace(b"hello", b"%d %d" % (who, number)))
            ours.sendall(b"QUIT\r\n")
        for ours, process in sessions:
            must(listen(ours.fileno()).count(b"\r\n250 2.0.0 ") == 5, "replies")
            must(process.wait(PATIENCE) == 0, "exit")
        got = sorted(m[2]["body"] for m in mailboxes(server)["bob@example.org"])
        must(got == sorted(b"%d %d\n" % (who, number) for who in range(8)
                           for number in range(5)), f"{got}")


def gone(pid):
    """Has it ended, waited for or not?"""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def killed():
    """The wire or the guard dies in a body: nothing is stored, the peer
    sees the end, the other process does not stay."""
    for who in ("wire", "guard"):
        ours, theirs = socket.socketpair()
        with Plain("log=stderr") as server, open(server.path("log"), "wb") as log:
            guard = server.run(theirs, theirs, log).pid
            theirs.close()
            ours.sendall(HELLO + MAIL + b"DATA\r\n")
            until(ours.fileno(), b"354 ")
            with open(f"/proc/{guard}/task/{guard}/children") as children:
                wire = int(children.read().split()[0])
            os.kill(wire if who == "wire" else guard, signal.SIGKILL)
            must(listen(ours.fileno()) == b"", "a reply")
            code = server.process.wait(PATIENCE)
            must(code != 0, f"exit {code}")
            eventually(lambda: gone(wire), "the wire stays")
            new = server.path("mail/example.org/bob/new")
            must(not os.listdir(new), "mail")
            if who == "wire":
                with open(server.path("log")) as text:
                    must("end=killed" in text.read(), "no summary")


def tcp_pair():
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = socket.create_connection(server.getsockname())
        return ours, server.accept()[0]


def last_words():
    """Who says more than is read hears the last reply all the same, and no
    reset; who never ends is not heard out."""
    more = b"x" * 998 + b"\r\n"
    talk = ((b"421 4.3.5", "nonsense=1", b""),
            (b"421 4.3.5", "users=/nowhere", b""),
            (b"421 4.7.0", "log=none", HELLO + b"BAD\r\n" * 10),
            (b"421 4.7.0", "log=none", b"x" * 70000),
            (b"554 5.7.0", "log=none", b"POST / HTTP/1.1\r\n"),
            (b"501 5.5.4", "log=none", HELLO + MAIL + b"BDAT 5 LATS\r\n"),
            (b"221 2.0.0", "log=none", HELLO + b"QUIT\r\n"))
    endless = []
    for drip in (b"x", more * 1000):
        ours, theirs = tcp_pair()
        server = Plain("log=none")
        server.run(theirs, theirs, None)
        theirs.close()
        endless.append((server, ours, drip))
        threading.Thread(target=keep_saying, daemon=True,
                         args=(ours, b"GET / HTTP/1.1\r\n", drip)).start()
    for last, option, text in talk:
        ours, theirs = tcp_pair()
        with Plain(option) as server:
            server.run(theirs, theirs, subprocess.DEVNULL)
            theirs.close()
            ours.sendall(text + more * 3000)
            heard = b""
            while got := ours.recv(65536):
                heard += got
            must(heard.split(b"\r\n")[-2].startswith(last), f"{heard!r}")
            ours.close()
            server.process.wait(PATIENCE)
    for server, ours, drip in endless:
        with server:
            must(server.process.wait(PATIENCE) == 0, f"exit, {drip[:9]!r}")


def keep_saying(sock, first, text):
    try:
        sock.sendall(first)
        while True:
            sock.sendall(text)
            time.sleep(0.05)
    except OSError:
        pass


def slow_pair():
    """A22: min-rate, after the first minute of a message: 100 octets a second
    are too slow for 500, and fine for 50; in chunks, too, each of them short."""
    sessions = []
    for rate, chunks, verdict in (
            (500, False, b"421 4.4.2"), (50, False, b"250 2.0.0"),
            (500, True, b"421 4.4.2"), (50, True, b"250 2.0.0")):
        ours, theirs = socket.socketpair()
        server = Plain("log=none", f"min-rate={rate}")
        server.run(theirs, theirs, None)
        theirs.close()
        ours.sendall(HELLO + MAIL + (b"" if chunks else b"DATA\r\n"))
        until(ours.fileno(), b"250 2.1.5 " if chunks else b"354 ")
        sessions.append((server, ours, chunks, verdict))
    for _ in range(64):
        for server, ours, chunks, _ in sessions:
            try:
                ours.sendall(b"BDAT 100\r\n" * chunks + b"x" * 98 + b"\r\n")
            except BrokenPipeError:
                pass
        time.sleep(1)
    for server, ours, chunks, verdict in sessions:
        with server:
            try:
                ours.sendall((b"BDAT 0 LAST\r\n" if chunks else b".\r\n")
                             + b"QUIT\r\n")
            except BrokenPipeError:
                pass
            heard = listen(ours.fileno())
            while heard.startswith(b"250 2.0.0 Chunk"):
                heard = heard.split(b"\r\n", 1)[1]
            must(heard.startswith(verdict), f"{heard!r}, not {verdict!r}")
            must(server.process.wait(PATIENCE) == 0, "exit")


def main():
    try:
        globals()[sys.argv[1]]()
    except (Wrong, OSError) as why:
        sys.exit(f"{sys.argv[1]}: {why!r}")


if __name__ == "__main__":
    main()
