"""A site with TLS, sessions with its servers, and their processes: what tests
of TLS share. BUILD names the build.
"""
import contextlib
import glob
import os
import shutil
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from cases import same  # noqa: E402
from dialogue import HASH  # noqa: E402

BUILD = os.environ["BUILD"]
HERE = os.path.dirname(os.path.realpath(__file__))
PATIENCE = 60
KINDS = {"ecdsa": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
         "p384": ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
         "p521": ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
         "rsa": ["rsa:2048"], "ed25519": ["ed25519"]}


def has(text, wanted):
    if wanted not in text:
        raise AssertionError(f"no {wanted!r} in {text!r}")


def make_pair(kind="ecdsa", cert="tls/fullchain.pem", key="tls/privkey.pem"):
    for path in (cert, key):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", *KINDS[kind],
         "-keyout", key, "-out", cert, "-days", "90",
         "-subj", "/CN=mx.example", "-addext",
         "subjectAltName=DNS:mx.example"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.chmod(key, 0o600)


def make_site():
    top = os.getcwd()
    for folder in ("mail", "run", "keys", "tls"):
        os.mkdir(folder)
    with open("users", "w", encoding="ascii") as f:
        f.write(f"bob@example.org:{HASH}:::::\n")
    with open("conf", "w", encoding="ascii") as f:
        f.write(f"""hostname = mx.example
mail = {top}/mail/%d/%u
users = {top}/users
aliases = {top}/aliases
keys = {top}/keys
authorized-keys = {top}/authorized
run = {top}/run
log = stderr
tls-cert = {top}/tls/fullchain.pem
tls-key = {top}/tls/privkey.pem
tls-program = {BUILD}/tlsd-lite
""")
    make_pair()


class Server:
    """A session, and what is left of it."""

    def __init__(self, *options, pop3=False, family=socket.AF_INET,
                 left_open=()):
        self.log = tempfile.TemporaryFile()
        listener = socket.create_server(
            ("::1" if family == socket.AF_INET6 else "127.0.0.1", 0),
            family=family)
        self.peer = socket.create_connection(listener.getsockname()[:2])
        self.peer.settimeout(PATIENCE)
        theirs, _ = listener.accept()
        listener.close()
        args = [x for option in options for x in ("-o", option)]
        self.process = subprocess.Popen(
            [f"{BUILD}/{'pop3d' if pop3 else 'smtpd'}-lite", "-c", "conf",
             *args], stdin=theirs, stdout=theirs, stderr=self.log,
            pass_fds=left_open)
        theirs.close()

    def line(self):
        """One line of the clear, byte by byte: nothing is read ahead."""
        got = b""
        while not got.endswith(b"\n"):
            octet = self.peer.recv(1)
            if not octet:
                break
            got += octet
        return got.decode()

    def ask(self, line):
        """The last line of a reply in the clear."""
        self.peer.sendall(line.encode() + b"\r\n")
        while (reply := self.line())[3:4] == "-" and reply[0].isdigit():
            pass
        return reply

    def smtp(self):
        """smtplib on the connection."""
        s = self.smtp_again()
        same(s.getreply()[0], 220)
        return s

    def smtp_again(self):
        """smtplib on a connection whose banner was read."""
        s = smtplib.SMTP(timeout=PATIENCE)
        s.sock, s.file = self.peer, None
        s._host = "mx.example"
        return s

    def secured(self, **context):
        s = self.smtp()
        s.starttls(context=trusting(**context))
        return s

    def end(self):
        """Exit code and log, when all of it is over."""
        with contextlib.suppress(OSError):
            self.peer.close()
        code = self.process.wait(PATIENCE)
        self.log.seek(0)
        return code, self.log.read().decode()


def trusting(least=None, most=None, cert="tls/fullchain.pem"):
    context = ssl.create_default_context(cafile=cert)
    # Python passes over a missing close_notify otherwise.
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0x80)
    if least:
        context.minimum_version = least
    if most:
        context.maximum_version = most
    return context


def mails():
    texts = []
    for path in sorted(glob.glob("mail/*/*/new/*")):
        with open(path, "rb") as f:
            texts.append(f.read())
    return texts


def take_mail():
    text, = mails()
    shutil.rmtree("mail/example.org")
    return text


SEND = ("x@y.example", ["bob@example.org"], "Subject: hello\r\n\r\nbody\r\n")


def hostile(how):
    """An option: the relay is one that somebody else has become."""
    os.symlink(f"{HERE}/hostile_relay.py", f"relay.{how}")
    return f"tls-program={os.getcwd()}/relay.{how}"


def family(process):
    """The processes of a session, by what they are: the wire is forked
    before the starter, which has the key process of its own."""
    def children(pid):
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [int(pid) for pid in f.read().split()]

    wire, starter = children(process.pid)
    return {"guard": process.pid, "wire": wire, "relay": starter,
            "key": (children(starter) + [None])[0]}


def rest_of(s):
    """What comes until the other side has ended."""
    return b"".join(iter(lambda: s.recv(999), b""))


def half(s):
    """Half of a message; its other half is for the caller."""
    s.ehlo()
    s.mail("x@y.example")
    s.rcpt("bob@example.org")
    same(s.docmd("DATA")[0], 354)
    s.sock.sendall(b"Subject: half\r\n\r\nhalf of\r\n")


def gone(pid):
    """Nothing of a session outlives it; the guard's death is news to others
    at once, but they have to be scheduled for it."""
    for _ in range(PATIENCE * 10):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as f:
                if f.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return
        except (FileNotFoundError, ProcessLookupError):
            return
        time.sleep(0.1)
    raise AssertionError(f"process {pid} is still there")


def counters():
    return subprocess.run(
        [f"{BUILD}/smtpd-litectl", "-c", "conf", "metrics"], check=True,
        stdout=subprocess.PIPE).stdout.decode()


def waits_for_hello(tls, pop3, *options):
    """A session that waits for the ClientHello, and all its processes."""
    server = Server(f"tls={tls}", *options, pop3=pop3)
    if tls == "offer":
        # Before the banner, so that no time of ours counts.
        server.peer.sendall(b"STLS\r\n" if pop3 else b"STARTTLS\r\n")
        server.line()
        has(server.line(), "+OK" if pop3 else "220 ")
    for _ in range(PATIENCE * 10):
        with contextlib.suppress(ValueError, OSError):
            if (pids := family(server.process))["key"] is not None:
                return server, pids
        time.sleep(0.1)
    raise AssertionError("no key process")
