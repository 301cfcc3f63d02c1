#!/usr/bin/python3 -ESB
"""Peers behind a proxy: proxy_cases.py NAME, a function below."""
import os
import re
import select
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import HASH, PATIENCE, main, must, plain, same, until

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
FOUR = socket.inet_aton("203.0.113.9") + socket.inet_aton("192.0.2.1") + \
    b"\x30\x39\0\x19"
SIX = socket.inet_pton(socket.AF_INET6, "2001:db8::9") + \
    socket.inet_pton(socket.AF_INET6, "2001:db8::1") + b"\x30\x39\0\x19"
ONE = b"PROXY TCP4 203.0.113.9 192.0.2.1 12345 25\r\n"
MAIL = b"EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<bob@example.org>\r\n" \
    b"DATA\r\nSubject: x\r\n\r\nhi\r\n.\r\nQUIT\r\n"


def two(command, family, rest=b"", length=None):
    """A header of version 2."""
    length = len(rest) if length is None else length
    return SIGNATURE + bytes([0x20 | command, family]) + \
        length.to_bytes(2, "big") + rest


def tcp4(address):
    return b"PROXY TCP4 %s 192.0.2.1 1 25\r\n" % address.encode()


class Server:
    """A server for one connection, which comes from REMOTE."""

    def __init__(self, *options, remote="192.0.2.7", program="smtpd-lite"):
        self.socket, other = socket.socketpair()
        self.socket.settimeout(PATIENCE)
        self.log = tempfile.TemporaryFile()
        argv = [f"{os.environ['BUILD']}/{program}", "-c", "conf"]
        for option in options:
            argv += ["-o", option]
        self.process = subprocess.Popen(
            argv, stdin=other, stdout=other, stderr=self.log,
            env={"PROTO": "TCP", "TCPREMOTEIP": remote})
        other.close()

    def all(self):
        """What it says until it ends."""
        said = b""
        while True:
            try:
                got = self.socket.recv(65536)
            except ConnectionResetError:
                got = b""
            if not got:
                return said
            said += got

    def end(self):
        code = self.process.wait(PATIENCE)
        self.socket.close()
        self.log.seek(0)
        log = self.log.read().decode()
        same(code, 0, f"exit code, log:\n{log}")
        return log


def site(*more):
    """A folder with all that a server needs; MORE is configuration."""
    for folder in ("mail", "run"):
        os.makedirs(folder, exist_ok=True)
    with open("users", "w", encoding="ascii") as file:
        file.write(f"bob@example.org:{HASH}:::::\n")
    with open("conf", "w", encoding="ascii") as file:
        file.write("\n".join([
            "hostname = mx.example", "mail = mail/%d/%u", "users = users",
            "aliases = none", "keys = none", "authorized-keys = none",
            "run = run", "tls-cert = none", "tls-key = none", "log = stderr",
            "proxy-from = 198.51.100.0/24 192.0.2.7/32 127.0.0.0/8 ::1/128",
            *more, ""]))


def play(octets, *options, pieces=None, **more):
    """What is said to these octets, and the log."""
    server = Server(*options, **more)
    try:
        for at in range(0, len(octets), pieces or max(1, len(octets))):
            server.socket.sendall(octets[at:at + (pieces or len(octets))])
        server.socket.shutdown(socket.SHUT_WR)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has closed
    said = server.all()
    return said, server.end()


def received():
    """The addresses of Received in new mail, which is taken away."""
    found = []
    top = "mail/example.org/bob/new"
    for name in os.listdir(top) if os.path.isdir(top) else []:
        with open(f"{top}/{name}", encoding="ascii") as file:
            found.append(re.search(r"^Received: from \S+ \(\[(?:IPv6:)?(.*)\]\)",
                                   file.read(), re.M).group(1))
        os.unlink(f"{top}/{name}")
    return found


def announced():
    """The peer is who the proxy says: in the log and in Received."""
    site()
    for header, who in [
            (ONE, "203.0.113.9"),
            (b"PROXY TCP6 2001:DB8::9 2001:db8::1 1 25\r\n", "2001:db8::9"),
            (two(1, 0x11, FOUR), "203.0.113.9"),
            (two(1, 0x11, FOUR + b"\4\0\1x" + b"\x20\0\3abc"), "203.0.113.9"),
            (two(1, 0x21, SIX), "2001:db8::9"),
            (two(1, 0x11, FOUR + b"x" * (65535 - 12)), "203.0.113.9"),
            # The proxy itself, or somebody of whom it knows nothing.
            (two(0, 0), "192.0.2.7"),
            (two(0, 0x11, FOUR), "192.0.2.7"),
            (b"PROXY UNKNOWN\r\n", "192.0.2.7"),
            (b"PROXY UNKNOWN 203.0.113.9 192.0.2.1 1 2\r\n", "192.0.2.7"),
            (two(1, 0), "192.0.2.7"),
            (two(1, 0, FOUR), "192.0.2.7"),
            (two(1, 0x31, b"/x".ljust(216, b"\0")), "192.0.2.7")]:
        for pieces in (None, 1 if len(header) < 1000 else 4096):
            said, log = play(header + MAIL, pieces=pieces)
            must(b"\r\n250 2.0.0 " in said, f"{header!r}: {said!r}")
            same(received(), [who], repr(header[:200]))
            same(re.findall(r"rip=(\S+)", log), [who] * log.count("\n"), log)
    said, log = play(ONE + b"QUIT\r\n", program="pop3d-lite")
    same(said.count(b"+OK"), 2, said)
    must("session rip=203.0.113.9 end=quit" in log, log)


BROKEN = [b"", b"EHLO me\r\n", MAIL, b"\r\n", b"PROXY", ONE[:-1], ONE[:-2],
          ONE[:-2] + b"\n", b"PROXY TCP4 203.0.113.9\r\n",
          ONE.replace(b"12345", b"99999"), ONE.replace(b"12345", b"012"),
          ONE.replace(b"TCP4", b"TCP6"), ONE.replace(b"TCP4", b"UDP4"),
          ONE.lower(), b" " + ONE, ONE.replace(b".9 ", b".999 "),
          ONE.replace(b" 25", b""), b"PROXY UNKNOWN" + b"x" * 100 + b"\r\n",
          b"PROXY UNKNOWN " + b"x" * 94 + b"\r\n", b"\x16\x03\x01\x02\0\x01",
          two(1, 0x11, FOUR)[:-1], two(1, 0x11, FOUR[:-1]), two(1, 0x21, FOUR),
          two(1, 0x11, FOUR, 13), two(1, 0x13, FOUR), two(1, 0x40, FOUR),
          two(2, 0x11, FOUR), SIGNATURE, SIGNATURE + b"\x11\x11\0\x0c" + FOUR,
          SIGNATURE[:-1] + b"\r" + b"\x21\x11\0\x0c" + FOUR, two(0, 0)[:-1],
          b"GET / HTTP/1.0\r\n\r\n"]


def broken():
    """Closed without a word, and one line in the log."""
    site()
    for header in BROKEN:
        for program in ("smtpd-lite", "pop3d-lite"):
            said, log = play(header, program=program)
            same(said, b"", repr(header))
            same(log.count("\n"), 1, f"{header!r}: {log}")
            must("session rip=192.0.2.7 end=proxy " in log, log)
    same(received(), [], "mail")


def teaching():
    """The same in the teaching dialect."""
    site("dialect = teaching")
    said, log = play(b"EHLO me\r\n")
    same(said, b"", "said")
    same(log.count("\n"), 1, log)
    must("session rip=192.0.2.7 end=proxy " in log, log)


def silence():
    """5 s for all of it, also octet by octet."""
    site()
    for header in (None, ONE):
        server = Server()
        began = time.monotonic()
        for octet in header or b"":
            if select.select([server.socket], [], [], 0.7)[0]:
                break
            server.socket.sendall(bytes([octet]))
        same(server.all(), b"", "said")
        passed = time.monotonic() - began
        must(5 <= passed + 0.1 and passed < PATIENCE - 10, passed)
        log = server.end()
        same(log.count("\n"), 1, log)
        must("end=proxy" in log, log)


def timeouts():
    """... or what session-timeout and idle-timeout allow, if that is less."""
    site()
    for key in ("session-timeout", "idle-timeout"):
        # On a busy machine one may take longer.
        for _ in range(5):
            began = time.monotonic()
            server = Server(f"{key}=1")
            same(server.all(), b"", "said")
            passed = time.monotonic() - began
            log = server.end()
            same(log.count("\n"), 1, log)
            must("end=proxy" in log, log)
            if passed < 4:
                break
        must(0.9 < passed < 4, f"{key}: {passed} s")


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(pid) for pid in file.read().split()]


def terminated():
    """SIGTERM, to either process: closed without a word, and logged as what it
    is."""
    site()
    for which in (0, 1):
        server = Server()
        pid = server.process.pid
        until(lambda: children(pid), "a wire")
        os.kill([pid, *children(pid)][which], signal.SIGTERM)
        same(server.all(), b"", "said")
        log = server.end()
        same(log.count("\n"), 1, log)
        must("end=term" in log, log)


def elsewhere():
    """From anywhere else a header is no command, and says nothing."""
    site()
    for remote in ("192.0.2.8", "198.51.101.1", "2001:db8::1"):
        said, log = play(ONE + MAIL, remote=remote)
        must(said.startswith(b"220 mx.example ") and
             b"\r\n500 5.5.1 " in said and b"\r\n250 2.0.0 " in said, said)
        same(received(), [remote], remote)
        must("203.0.113.9" not in log and f"rip={remote} " in log, log)
    said, log = play(two(1, 0x11, FOUR) + b"\r\n" + MAIL, remote="192.0.2.8")
    must(said.count(b"\r\n500 5.5.2 ") >= 3 and b"250 2.0.0 " in said, said)
    same(received(), ["192.0.2.8"], "version 2")
    # Twice is once too often.
    said, log = play(ONE + tcp4("203.0.113.10") + MAIL)
    must(b"\r\n500 5.5.1 " in said, said)
    same(received(), ["203.0.113.9"], "twice")
    # A listed one, in the clothes of IPv6.
    said, log = play(ONE + MAIL, remote="::ffff:198.51.100.200")
    same(received(), ["203.0.113.9"], "mapped")


def loopback():
    """plaintext-auth = local: the proxy and who is behind it are local."""
    site()
    for remote, header, offered in [
            ("127.0.0.1", tcp4("127.0.0.1"), True),
            ("::1", tcp4("127.0.0.9"), True),
            ("127.0.0.1", b"PROXY TCP6 ::1 ::1 1 2\r\n", True),
            ("127.0.0.1", two(0, 0), False),
            ("127.0.0.1", tcp4("203.0.113.9"), False),
            ("127.0.0.1", b"PROXY UNKNOWN\r\n", False),
            ("127.0.0.1", two(1, 0), False),
            ("192.0.2.7", tcp4("127.0.0.1"), False),
            ("192.0.2.7", two(0, 0), False)]:
        login = plain("bob@example.org", "secret").encode()
        said, _ = play(header + b"EHLO me\r\n" + login + b"\r\nQUIT\r\n",
                       remote=remote)
        what = f"{remote} {header!r}: {said!r}"
        same(b"AUTH PLAIN" in said, offered, what)
        same(b"\r\n235 " in said, offered, what)


def tls():
    """The header comes before the handshake, and takes nothing of it."""
    if not os.path.exists(os.environ["BUILD"] + "/tlsd-lite"):
        print("this build has no TLS")
        sys.exit(77)
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-keyout", "key", "-out", "cert",
         "-subj", "/CN=mx.example"], check=True, capture_output=True)
    os.chmod("key", 0o600)
    site("tls-cert = cert", "tls-key = key",
         f"tls-program = {os.environ['BUILD']}/tlsd-lite")
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for header in (ONE, two(1, 0x11, FOUR + b"\4\0\1x")):
        for option in ("tls=implicit", "tls=offer"):
            server = Server(option)
            inside, outside = ssl.MemoryBIO(), ssl.MemoryBIO()
            peer = context.wrap_bio(inside, outside)
            first = header
            if option == "tls=offer":
                server.socket.sendall(header + b"EHLO me\r\nSTARTTLS\r\n")
                said = b""
                while b"\r\n220 " not in said:
                    octets = server.socket.recv(4096)
                    must(octets, said)
                    said += octets
                first = b""

            def step(action):
                """With the header in the octets that come first."""
                nonlocal first
                while True:
                    try:
                        result = action()
                    except ssl.SSLWantReadError:
                        result = None
                    if outside.pending or first:
                        server.socket.sendall(first + outside.read())
                        first = b""
                    if result is not None:
                        return result
                    octets = server.socket.recv(65536)
                    must(octets, "it has ended")
                    inside.write(octets)

            step(lambda: peer.do_handshake() or True)
            step(lambda: peer.write(MAIL))
            said = b""
            while b"\r\n221 " not in said:
                said += step(lambda: peer.read(65536))
            must(b"\r\n250 2.0.0 " in said, said)
            server.socket.close()
            server.end()
            same(received(), ["203.0.113.9"], option)
    # Neither a broken header nor one that is missing reaches TLS.
    for header in (b"", b"\x16\x03\x01\x02\0\x01", ONE[:-2] + b"\n"):
        said, log = play(header, "tls=implicit")
        same(said, b"", "said")
        same(log.count("\n"), 1, log)
        must("end=proxy" in log, log)


def many():
    """Behind a listener a proxy has as many connections as it likes."""
    site("max-per-source = 1", "idle-exit = 1h")
    listener = socket.create_server(("127.0.0.1", 0))
    with subprocess.Popen(
            [os.environ["BUILD"] + "/smtpd-lite", "-c", "conf"],
            stdin=listener, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE) as server:
        peers = []
        for i in range(5):
            peer = socket.create_connection(listener.getsockname(), PATIENCE)
            peer.sendall(tcp4(f"203.0.113.{i}"))
            peers.append(peer)
        for peer in peers:
            same(peer.recv(4), b"220 ", "banner")
        for peer in peers:
            peer.sendall(b"QUIT\r\n")
            peer.close()
        server.terminate()
        log = server.communicate(timeout=PATIENCE)[1].decode()
        same(server.returncode, 0, log)
    same(len(set(re.findall(r"session rip=(203\S+)", log))), 5, log)
    must("turned-away" not in log, log)


def values():
    """A list that is malformed is a bad value."""
    site()
    for value, fine in [("", True), ("192.0.2.7/32", True), ("::/0", True),
                        ("192.0.2.7", False), ("192.0.2.7/33", False),
                        ("mx.example/32", False), ("192.0.2.7/32,::1/128",
                                                   False)]:
        done = subprocess.run(
            [os.environ["BUILD"] + "/smtpd-lite", "-c", "conf", "-o",
             f"proxy-from={value}"], input=b"", capture_output=True,
            check=False)
        same(done.returncode, 0 if fine else 78, f"{value}: {done.stderr}")
        same(b"bad value" in done.stderr, not fine, done.stderr)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        main(globals())
