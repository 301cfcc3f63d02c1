#!/usr/bin/python3 -ESB
"""One case of TLS against the servers: tls_cases.py CASE, in a scratch folder.

BUILD names the build. Every session is a server of its own on a connection of
loopback, so that its exit code and its log can be looked at.
"""
import contextlib
import ctypes
import fcntl
import glob
import os
import poplib
import re
import select
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from cases import CASES, case, hidden, same  # noqa: E402
from classroom import until  # noqa: E402
from dialogue import HASH  # noqa: E402

BUILD = os.environ["BUILD"]
HERE = os.path.dirname(os.path.realpath(__file__))
PATIENCE = 60
IN_CLOSE = 0x18  # inotify: written or not
KINDS = {"ecdsa": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
         "p384": ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
         "p521": ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"],
         "rsa": ["rsa:2048"], "ed25519": ["ed25519"]}
# Begins a command line that is run with SIGCHLD ignored, as some callers do.
DEAF = [sys.executable, "-c", "import os, signal, sys\n"
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "os.execv(sys.argv[1], sys.argv[1:])"]


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


@case
def kinds():
    """Each type of key, each version."""
    for n, kind in enumerate(KINDS, 1):
        make_pair(kind)
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            server = Server()
            s = server.secured(least=version, most=version)
            name = s.sock.version().replace("v", "")
            s.sendmail(*SEND)
            s.quit()
            code, log = server.end()
            same(code, 0)
            has(log, f'tls rip=127.0.0.1 cipher="{name} TLS_')
            text = take_mail().decode()
            has(log, f"end=quit messages=1 octets={len(text)} ")
            has(text, f"with ESMTPS ({name} TLS_")
            has(text, "AES_256_GCM_SHA384)")
            has(counters(), f'smtpd_lite_tls_total{{server="smtp",version='
                f'"{name}"}} {n}\n')
    has(counters(), 'tls_failures_total{server="smtp"} 0\n')


@case
def login():
    """AUTH as in any sealed channel; ESMTPSA; a HELO is SMTP."""
    server = Server()
    s = server.smtp()
    s.ehlo()
    has(s.esmtp_features, "starttls")
    s.starttls(context=trusting())
    s.ehlo()
    same("starttls" in s.esmtp_features, False)
    has(s.esmtp_features["auth"], "PLAIN")
    s.login("bob@example.org", "secret")
    s.sendmail("bob@example.org", *SEND[1:])
    s.quit()
    _, log = server.end()
    has(log, "result=yes by=password sealed=1")
    has(take_mail().decode(), "with ESMTPSA (TLS1.3 TLS_AES_256_GCM_SHA384)")
    server = Server()
    s = server.secured()
    s.helo()
    s.mail("x@y.example")
    s.rcpt("bob@example.org")
    s.data("Subject: x\r\n\r\nx\r\n")
    s.quit()
    server.end()
    has(take_mail().decode(), "with SMTP (TLS1.3 ")


@case
def refusals():
    server = Server("plaintext-auth=always")
    has(server.line(), "220 ")
    server.ask("EHLO x")
    same(server.ask("STARTTLS now")[:9], "501 5.5.4")
    server.ask("MAIL FROM:<>")
    same(server.ask("STARTTLS")[:9], "503 5.5.1")
    server.ask("RSET")
    same(server.ask("AUTH PLAIN AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=")[:3], "235")
    same(server.ask("STARTTLS")[:9], "503 5.5.1")
    has(server.ask("EHLO x"), "250 HELP")
    same(server.ask("QUIT")[:3], "221")
    same(server.end()[0], 0)
    server = Server()
    s = server.secured()
    s.ehlo()
    same(s.docmd("STARTTLS")[0], 503)
    same(s.docmd("STARTNOISE", "x y z")[0], 502)
    s.quit()
    server.end()
    server = Server("tls=off")
    server.line()
    same(server.ask("STARTTLS")[:9], "502 5.5.1")
    os.unlink("tls/fullchain.pem")
    server = Server()
    server.line()
    server.peer.sendall(b"EHLO x\r\n")
    while (line := server.line())[3] == "-":
        same("STARTTLS" in line, False)
    same(server.ask("STARTTLS")[:9], "502 5.5.1")


@case
def behind():
    """Octets behind the line, and commands that come before the handshake:
    they are no commands of the channel."""
    server = Server()
    server.line()
    server.peer.sendall(b"STARTTLS\r\nEHLO evil\r\n")
    same(server.line()[:9], "503 5.5.1")
    same(server.peer.recv(99), b"")
    same("tls rip" in server.end()[1], False)
    server = Server()
    server.line()
    same(server.ask("STARTTLS")[:9], "220 2.0.0")
    server.peer.sendall(b"MAIL FROM:<evil@x.example>\r\nRCPT TO:<bob@example.org>"
                        b"\r\nDATA\r\nhello\r\n.\r\n")
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while octets := server.peer.recv(999):
            got += octets
    same(b"250" in got or b"354" in got, False)
    code, log = server.end()
    same(code, 0)
    has(log, "end=handshake messages=0")
    same(len([x for x in log.splitlines() if " tls " in x]), 1)
    same(mails(), [])


@case
def forgotten():
    """What was said before does not count; a mail may come before."""
    server = Server()
    s = server.smtp()
    s.sendmail(*SEND)
    s.starttls(context=trusting())
    same(s.mail("x@y.example")[0], 503)
    s.sendmail(*SEND)
    s.quit()
    same(server.end()[0], 0)
    clear, sealed = sorted(mails(), key=lambda x: b"ESMTPS" in x)
    same((b"ESMTPS" in clear, b"ESMTPS" in sealed), (False, True))


@case
def no_hello():
    """Garbage, half a record, silence in place of a ClientHello: 30 seconds
    at most, and one line in the log."""
    servers = []
    # A relay that never answers: that is the guard's to see.
    mute = Server(hostile("mute"))
    mute.line()
    same(mute.ask("STARTTLS")[:3], "220")
    more = (b"", b"\x16\x03\x01\x02\x00\x01",
            b"\x16\x03\x01\x00\x04\x01\xff\xff\xff")
    for octets in (*more, b"GET / HTTP/1.0\r\n\r\n", b"\0" * 500,
                   b"\x80\x2e\x01\x03\x01" + b"\0" * 60):
        server = Server()
        server.line()
        same(server.ask("STARTTLS")[:3], "220")
        server.peer.sendall(octets)
        servers.append((server, octets))
    # An octet a second does not hold it up.
    slow = servers[1][0].peer
    with contextlib.suppress(OSError):
        for _ in range(40):
            time.sleep(1)
            slow.sendall(b"\0")
    for server, octets in servers:
        with contextlib.suppress(ConnectionResetError):
            while server.peer.recv(999):
                pass
        code, log = server.end()
        same(code, 0)
        lines = [x for x in log.splitlines() if ": tls " in x]
        same(len(lines), 1)
        has(lines[0], "tls rip=127.0.0.1 what=")
        # By the deadline of the handshake, and not by that of the guard.
        same("timed out" in lines[0], octets in more)
        has(log, "end=handshake messages=0")
        if octets:
            same(octets[:3].decode("latin1") in lines[0], False)
    same(mute.process.wait(PATIENCE), 0)
    log = mute.end()[1]
    has(log, 'tls rip=127.0.0.1 what="no answer of tls-program"')
    has(log, "end=handshake messages=0")
    has(counters(), 'tls_failures_total{server="smtp"} '
        f'{len(servers) + 1}\n')


def hostile(how):
    """An option: the relay is one that somebody else has become."""
    os.symlink(f"{HERE}/hostile_relay.py", f"relay.{how}")
    return f"tls-program={os.getcwd()}/relay.{how}"


@case
def taken_over():
    """A relay that somebody else has become: the session ends, nothing half
    is delivered, and the log has its line."""
    ends = {"half": "lost", "killed": "lost", "flood": "errors",
            "deaf": "errors|silent", "descriptors": "errors|lost",
            "guard": "quit"}
    servers = []
    for how in ends:
        server = Server(hostile(how),
                        "idle-timeout=3" if how == "deaf" else
                        "idle-timeout=60", "max-errors=1000000"
                        if how == "descriptors" else "max-errors=10")
        server.line()
        same(server.ask("STARTTLS")[:3], "220")
        servers.append((how, server))
    for how, server in servers:
        code = server.process.wait(PATIENCE)
        _, log = server.end()
        same((how, code), (how, 0))
        said, = [x for x in log.splitlines() if " session " in x]
        has(ends[how].split("|"), said.split(" end=")[1].split()[0])
        same((how, len([x for x in log.splitlines() if ": tls " in x])),
             (how, 1))
    # Of the one that completed its message.
    text = take_mail()
    has(text, b"(TLS1.3 NONE)")
    has(text, b"\n\nhalf of\n")


def family(process):
    """The processes of a session, by what they are: the wire is forked
    before the starter, which has the key process of its own."""
    def children(pid):
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [int(pid) for pid in f.read().split()]

    wire, starter = children(process.pid)
    return {"guard": process.pid, "wire": wire, "relay": starter,
            "key": (children(starter) + [None])[0]}


def half(s):
    """Half of a message; its other half is for the caller."""
    s.ehlo()
    s.mail("x@y.example")
    s.rcpt("bob@example.org")
    same(s.docmd("DATA")[0], 354)
    s.sock.sendall(b"Subject: half\r\n\r\nhalf of\r\n")


@case
def killed():
    """Each process is killed, at each step: an end, and no half mail."""
    # A starter that is gone: later, and mail in the clear goes on.
    server = Server()
    server.line()
    os.kill(family(server.process)["relay"], signal.SIGKILL)
    same(server.ask("STARTTLS")[:9], "454 4.7.0")
    s = server.smtp_again()
    s.sendmail(*SEND)
    s.quit()
    same(server.end()[0], 0)
    take_mail()
    # One that cannot become what it should.
    server = Server(f"tls-program={os.getcwd()}/conf")
    server.line()
    same(server.ask("STARTTLS")[:9], "454 4.7.0")
    s = server.smtp_again()
    s.sendmail(*SEND)
    s.quit()
    code, log = server.end()
    same(code, 0)
    has(log, 'tls rip=127.0.0.1 what="cannot execute tls-program"')
    take_mail()
    for who in ("guard", "wire", "relay", "key"):
        # Before the handshake; and half of a message later.
        for late in (False, True):
            server = Server("tls=require")
            s = server.secured() if late else server.smtp()
            if late:
                half(s)
            pids = family(server.process)
            same((who, late, pids["key"] is None), (who, late, late))
            if pids[who] is None:
                continue
            os.kill(pids[who], signal.SIGKILL)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if not late:
                    s.starttls(context=trusting())
                s.sock.sendall(b".\r\n")
                while s.sock.recv(999):
                    pass
            code = server.process.wait(PATIENCE)
            log = server.end()[1]
            same((who, late, code), (who, late, -9 if who == "guard" else
                                     os.EX_SOFTWARE if who == "wire" else 0))
            same((who, late, len(mails())), (who, late, 0))
            if who != "guard":
                has(log, {"wire": "end=killed signal=9", "key": "end=handshake",
                          "relay": "end=lost messages=0 octets=0" if late
                          else "end=handshake"}[who])
            for pid in filter(None, pids.values()):
                gone(pid)


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


@case
def pipes():
    """A peer on two pipes, which no socket option reaches."""
    up, down = os.pipe(), os.pipe()
    with open("log", "wb") as log:
        process = subprocess.Popen(
            [f"{BUILD}/smtpd-lite", "-c", "conf", "-o", "tls=implicit"],
            stdin=up[0], stdout=down[1], stderr=log,
            env={"PROTO": "TCP", "TCPREMOTEIP": "192.0.2.1"})
    os.close(up[0])
    os.close(down[1])
    listener = socket.create_server(("127.0.0.1", 0))
    ours = socket.create_connection(listener.getsockname(), PATIENCE)
    theirs, _ = listener.accept()

    def to_server():
        while octets := theirs.recv(65536):
            os.write(up[1], octets)
        os.close(up[1])

    def from_server():
        while octets := os.read(down[0], 65536):
            theirs.sendall(octets)
        theirs.shutdown(socket.SHUT_WR)

    for carry in (to_server, from_server):
        threading.Thread(target=carry, daemon=True).start()
    s = smtplib.SMTP(timeout=PATIENCE)
    s.sock = trusting().wrap_socket(ours, server_hostname="mx.example")
    s.file, s._host = None, "mx.example"
    s.sock.suppress_ragged_eofs = False
    same(s.getreply()[0], 220)
    s.sendmail("x@y.example", ["bob@example.org"],
               "Subject: big\r\n\r\n" + ("x" * 70 + "\r\n") * 20000)
    same(s.docmd("QUIT")[0], 221)
    same(s.sock.recv(9), b"")
    s.sock.close()
    same(process.wait(PATIENCE), 0)
    with open("log", encoding="ascii") as log:
        has(log.read(), "tls rip=192.0.2.1 cipher=")
    has(take_mail(), b"with ESMTPS")


@case
def ipv6():
    try:
        server = Server(family=socket.AF_INET6)
    except OSError as e:
        print(f"no IPv6: {e}")
        sys.exit(77)
    s = server.secured()
    s.sendmail(*SEND)
    s.quit()
    code, log = server.end()
    same(code, 0)
    has(log, "tls rip=::1 cipher=")
    has(take_mail(), b"[IPv6:::1]")


@case
def truncated():
    """A stream that ends without close_notify is a lost connection, and so is
    one that goes on with what nobody has sealed, or with half of a record;
    with it, an end of input."""
    record = b"\x17\x03\x03\0\x40" + b"x" * 64
    for end in (None, b"", record[:60], record, b".\r\n" * 99,
                b"\x15\x03\x03\0\x12" + b"\1\0" * 9 + record):
        server = Server()
        s = server.secured()
        half(s)
        if end is None:
            with contextlib.suppress(ssl.SSLError, OSError):
                s.sock.unwrap()
        else:
            # The descriptor of the TLS object, without an end.
            with socket.socket(fileno=s.sock.detach()) as raw:
                raw.sendall(end)
                raw.settimeout(PATIENCE)
                with contextlib.suppress(ConnectionResetError):
                    # What is whole is not waited for.
                    while len(end) > 64 and raw.recv(999):
                        pass
        code, log = server.end()
        same((end, code), (end, 0))
        has(log, "end=lost messages=0")
        same(mails(), [])


@case
def close_notify():
    """QUIT, errors and silence end in order: a peer that insists sees no
    truncation."""
    def secured(command, *options):
        server = Server("max-errors=3", *options,
                        "tls=offer" if command else "tls=implicit", pop3=pop3)
        if command:
            server.line()
            same(server.ask(command)[:3], "+OK" if pop3 else "220")
        s = trusting().wrap_socket(server.peer, server_hostname="mx.example",
                                   suppress_ragged_eofs=False)
        return server, s

    def ends(server, s, last, line=b""):
        s.sendall(line)
        got = b""
        while octets := s.recv(999):
            got += octets
        said = (got.decode().splitlines() or [""])[-1]
        same((line, said[:len(last) or None]), (line, last))
        same(server.end()[0], 0)

    # The silent ones wait out their time beside the others.
    silent = []
    for pop3, command, last in (
            (False, "", "421 4.4.2"), (False, "STARTTLS", "421 4.4.2"),
            (True, "", "+OK "), (True, "STLS", "")):
        silent.append((*secured(command, "idle-timeout=4"), last))
    for pop3, command, line, last in (
            (False, "", b"QUIT", "221 "), (False, "STARTTLS", b"QUIT", "221 "),
            (True, "", b"QUIT", "+OK "), (True, "STLS", b"QUIT", "+OK "),
            (False, "", b"X\r\nX\r\nX", "421 4.7.0"),
            (True, "STLS", b"X\r\nX\r\nX", "-ERR"),
            (False, "", b"GET / HTTP/1.0", "554 5.7.0")):
        ends(*secured(command), last, line + b"\r\n")
    for one in silent:
        ends(*one)


@case
def terminated():
    """SIGTERM is told in the channel, and in order."""
    server = Server()
    s = server.secured()
    s.ehlo()
    s.sock.suppress_ragged_eofs = False
    server.process.send_signal(signal.SIGTERM)
    same(s.sock.recv(99)[:9], b"421 4.3.2")
    same(s.sock.recv(99), b"")
    same(server.end()[0], 0)


@case
def terminated_early():
    """SIGTERM while the process for TLS is awaited: the server's end, which is
    logged as such, and the pair is not blamed."""
    with open("slow", "w", encoding="ascii") as f:
        f.write(f"#!/bin/sh\n: >{os.getcwd()}/began\nread -r _ <&3\n")
    os.chmod("slow", 0o700)
    for tls, said in (("offer", "454 4.7.0.*\r\n421 4.3.2.*\r\n"),
                      ("require", "220 .*\r\n421 4.3.2.*\r\n"),
                      ("implicit", "")):
        server = Server(f"tls={tls}", f"tls-program={os.getcwd()}/slow")
        if tls == "offer":
            server.line()
            server.peer.sendall(b"STARTTLS\r\n")
        until(lambda: os.path.exists("began"), "the program runs")
        os.unlink("began")
        server.process.send_signal(signal.SIGTERM)
        got = b""
        while octets := server.peer.recv(999):
            got += octets
        code, log = server.end()
        if not re.fullmatch(said, got.decode()):
            raise AssertionError(f"{tls}: {got!r}")
        same((tls, code, log.count("\n")), (tls, 0, 1))
        has(log, "session rip=127.0.0.1 end=term ")
    has(counters(), 'tls_failures_total{server="smtp"} 0\n')


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


@case
def looked_into():
    """Before STARTTLS, in the handshake, and in the channel."""
    server = Server()
    server.line()
    pids = family(server.process)
    del pids["key"]
    hidden(pids)
    server.end()
    server, pids = waits_for_hello("offer", False)
    hidden(pids)
    server.end()
    server = Server()
    s = server.secured()
    s.ehlo()
    pids = family(server.process)
    hidden({name: pid for name, pid in pids.items() if name != "key"})
    s.quit()
    server.end()


@case
def terminated_in_handshake():
    """SIGTERM, to either process, while the peer owes its part of the
    handshake, and says nothing: it does not keep the server, and is no
    failure."""
    for tls in ("offer", "implicit"):
        for pop3 in (False, True):
            for who in ("guard", "wire"):
                server, pids = waits_for_hello(tls, pop3)
                began = time.monotonic()
                os.kill(pids[who], signal.SIGTERM)
                same(server.peer.recv(99), b"")
                took = time.monotonic() - began
                if took > 20:
                    raise AssertionError(f"{tls}, {who}: it took {took} s")
                code, log = server.end()
                same((code, log.count("\n")), (0, 1))
                has(log, "session rip=127.0.0.1 end=term ")
                for pid in pids.values():
                    gone(pid)
    for name in ("smtp", "pop3"):
        has(counters(), f'tls_failures_total{{server="{name}"}} 0\n')


@case
def handshake_timeouts():
    """session-timeout and idle-timeout hold for a handshake as well."""
    servers = []
    for tls in ("offer", "implicit"):
        for pop3 in (False, True):
            for key in ("session-timeout=10", "idle-timeout=10"):
                servers.append(waits_for_hello(tls, pop3, key))
    for server, pids in servers:
        same(server.peer.recv(99), b"")
        code, log = server.end()
        same((code, log.count("\n")), (0, 1))
        has(log, "session rip=127.0.0.1 end=silent ")
        for pid in pids.values():
            gone(pid)


@case
def let_go():
    """A session without TLS is over for its peer before the guard waits for
    the lock of the counters, which takes it a second here."""
    plain_end()  # makes the file
    with open("run/counters", "rb") as counters:
        fcntl.flock(counters, fcntl.LOCK_EX)
        # On a busy machine a second may pass unseen.
        for _ in range(20):
            if plain_end() == "":
                return
    raise AssertionError("the line of the session was always there first")


def plain_end():
    """The log at the moment when the peer sees the end."""
    server = Server()
    server.ask("QUIT")
    while server.peer.recv(999):
        pass
    log = os.pread(server.log.fileno(), 9999, 0).decode()
    same(server.end()[0], 0)
    return log


@case
def bad_pairs():
    """454, a line in the log with the reason, and mail in the clear goes on."""
    def attempt(what):
        server = Server()
        server.line()
        server.ask("EHLO x")
        same(server.ask("STARTTLS")[:9], "454 4.7.0")
        same(server.ask("STARTTLS")[:9], "454 4.7.0")
        server.ask("MAIL FROM:<>")
        server.ask("RCPT TO:<bob@example.org>")
        server.ask("DATA")
        same(server.ask("Subject: x\r\n\r\nx\r\n.")[:3], "250")
        server.ask("QUIT")
        code, log = server.end()
        same(code, 0)
        has(log, "tls rip=127.0.0.1 what=")
        has(log, what)
        take_mail()

    for mode in (0o644, 0o660, 0o604, 0o700, 0o4600):
        os.chmod("tls/privkey.pem", mode)
        attempt("must be 0600, 0400, 0640 or 0440")
    make_pair()
    shutil.copy("tls/privkey.pem", "other")
    make_pair()
    shutil.copy("other", "tls/privkey.pem")
    attempt("do not belong together")
    for text in ("", "garbage\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n"):
        with open("tls/privkey.pem", "w", encoding="ascii") as f:
            f.write(text)
        attempt("not a private key")
    make_pair()
    os.truncate("tls/fullchain.pem", 100)
    attempt("not a chain of certificates")
    make_pair()
    os.unlink("tls/privkey.pem")
    os.mkfifo("tls/privkey.pem", 0o600)
    attempt("not a regular file")
    os.unlink("tls/privkey.pem")
    make_pair()
    for form in ("pkcs8 -topk8 -passout", "ec -aes128 -passout"):
        subprocess.run(["openssl", *form.split(), "pass:secret", "-in",
                        "tls/privkey.pem", "-out", "sealed"], check=True,
                       stderr=subprocess.DEVNULL)
        os.replace("sealed", "tls/privkey.pem")
        attempt("has a passphrase")
        make_pair()
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed448", "-out",
                    "tls/privkey.pem"], check=True)
    os.chmod("tls/privkey.pem", 0o600)
    attempt("neither ECDSA")


@case
def good_pairs():
    """Modes, links, a key with its parameters before it, an older key form,
    a renewal between two connections."""
    def attempt():
        server = Server()
        s = server.secured()
        s.sendmail(*SEND)
        s.quit()
        same(server.end()[0], 0)
        take_mail()

    for mode in (0o600, 0o400, 0o640, 0o440):
        os.chmod("tls/privkey.pem", mode)
        attempt()
    os.mkdir("live")
    make_pair("rsa", "live/cert1.pem", "live/key1.pem")
    for name, target in (("fullchain", "cert1"), ("privkey", "key1")):
        os.unlink(f"tls/{name}.pem")
        os.symlink(f"../live/{target}.pem", f"tls/{name}.pem")
    attempt()
    make_pair("ecdsa", "live/cert1.pem", "live/key1.pem")
    attempt()
    subprocess.run("openssl ecparam -name prime256v1 -genkey -out k && openssl"
                   " req -x509 -new -key k -out live/cert1.pem -days 9 -subj"
                   " /CN=mx.example -addext subjectAltName=DNS:mx.example && "
                   "cat k >live/key1.pem", shell=True, check=True)
    has(open("k", encoding="ascii").read(), "EC PARAMETERS")
    attempt()


def renewed_between():
    """The reply to STARTTLS where the certificate is new, and the key as soon
    as somebody has closed the old one."""
    make_pair("ecdsa", "cert2", "key2")
    server = Server()
    server.line()
    os.rename("cert2", "tls/fullchain.pem")
    libc = ctypes.CDLL(None)
    events = libc.inotify_init1(os.O_CLOEXEC)
    same(libc.inotify_add_watch(events, b"tls/privkey.pem", IN_CLOSE) > 0,
         True)
    server.peer.sendall(b"STARTTLS\r\n")
    same(len(select.select([events], [], [], PATIENCE)[0]), 1)
    os.rename("key2", "tls/privkey.pem")
    os.close(events)
    reply = server.line()[:3]
    server.end()
    return reply


@case
def renewed_meanwhile():
    """A pair of which only one half is new is read again, once."""
    # On a busy machine it may have looked twice before the key was there.
    replies = []
    while "220" not in replies and len(replies) < 20:
        replies.append(renewed_between())
        has(("220", "454"), replies[-1])
    has(replies, "220")
    server = Server()
    s = server.secured()
    s.quit()
    same(server.end()[0], 0)


@case
def require():
    server = Server("tls=require", "plaintext-auth=always")
    server.line()
    server.peer.sendall(b"EHLO x\r\n")
    listed = []
    while True:
        line = server.line()
        listed.append(line[4:].split()[0])
        if line[3] == " ":
            break
    has(listed, "STARTTLS")
    same("AUTH" in listed, False)
    for line in ("MAIL FROM:<>", "VRFY x", "AUTH PLAIN AGEAYg==", "XYZZY",
                 "RCPT TO:<bob@example.org>", "DATA"):
        same(server.ask(line)[:9], "530 5.7.0")
    for line in ("NOOP", "RSET", "HELP", "HELO x", "EHLO x"):
        has(("250", "214"), server.ask(line)[:3])
    same(server.ask("RCKEY")[:3], "502")
    # A chunk goes by unread.
    same(server.ask("BDAT 6 LAST\r\nQUIT")[:3], "530")
    s = smtplib.SMTP(timeout=PATIENCE)
    s.sock, s.file, s._host = server.peer, None, "mx.example"
    s.starttls(context=trusting())
    s.sendmail(*SEND)
    s.quit()
    same(server.end()[0], 0)
    take_mail()
    server = Server("tls=require", pop3=True)
    server.line()
    for line in ("USER bob@example.org", "PASS secret", "AUTH PLAIN", "STAT",
                 "LIST", "RETR 1", "XYZZY"):
        same(server.ask(line),
             "-ERR [SYS/PERM] Must issue STLS first\r\n")
    same(server.ask("NOOP")[:3], "+OK")
    server.ask("CAPA")
    listed = []
    while (line := server.line().split()) != ["."]:
        listed.append(line[0])
    same(("STLS" in listed, "USER" in listed, "SASL" in listed),
         (True, False, False))
    same(server.ask("QUIT")[:3], "+OK")
    same(server.end()[0], 0)
    server = Server("tls=require")
    server.line()
    same(server.ask("QUIT")[:3], "221")
    same(server.end()[0], 0)


@case
def required_and_not_there():
    """421 4.3.5, closed, logged, 78; before the banner not a word."""
    def attempt():
        for pop3 in (False, True):
            for how in ("require", "implicit"):
                server = Server(f"tls={how}", pop3=pop3)
                said = server.line()
                wanted = "" if how == "implicit" else \
                    "-ERR [SYS/PERM]" if pop3 else "421 4.3.5"
                same(said[:len(wanted) or None], wanted)
                same(server.peer.recv(9), b"")
                code, log = server.end()
                same(code, os.EX_CONFIG)
                has(log, "TLS is required")

    os.chmod("tls/privkey.pem", 0o644)
    attempt()
    os.unlink("tls/privkey.pem")
    attempt()
    # check sees nothing wrong, if it is the unit that says so.
    subprocess.run([f"{BUILD}/smtpd-litectl", "-c", "conf", "-o",
                    "keys=noise", "key", "new"], check=True,
                   stdout=subprocess.DEVNULL)
    server = Server("tls=implicit", "handshake=require", "keys=noise")
    same(server.line(), "")
    code, log = server.end()
    same(code, os.EX_CONFIG)
    has(log, "tls = implicit, but handshake = require")


@case
def implicit():
    server = Server("tls=implicit")
    s = trusting().wrap_socket(server.peer, server_hostname="mx.example")
    has(s.recv(99).decode(), "220 mx.example ESMTP")
    s.sendall(b"EHLO x\r\nSTARTTLS\r\nQUIT\r\n")
    got = b""
    while octets := s.recv(999):
        got += octets
    has(got.decode(), "\r\n503 5.5.1 ")
    has(got.decode(), "\r\n221 ")
    same(server.end()[0], 0)
    server = Server("tls=implicit")
    server.peer.sendall(b"EHLO x\r\nMAIL FROM:<>\r\n")
    with contextlib.suppress(ConnectionResetError):
        while octets := server.peer.recv(99):
            same(b"220" in octets, False)
    same(server.end()[0], 0)


@case
def pop3():
    server = Server()
    s = server.secured()
    for n in range(20):
        s.sendmail("x@y.example", ["bob@example.org"],
                   f"Subject: {n}\r\n\r\n.dot\r\n" + "x" * 900)
    s.quit()
    server.end()
    server = Server("plaintext-auth=never", pop3=True)
    p = poplib.POP3.__new__(poplib.POP3)
    p.host, p.port, p.timeout, p._tls_established = "mx.example", 0, 60, False
    p.sock, p.file, p._debugging = server.peer, server.peer.makefile("rb"), 0
    p.welcome = p._getresp()
    has(p.capa(), "STLS")
    p.stls(context=trusting())
    same("STLS" in p.capa(), False)
    has(p.capa(), "USER")
    p.user("bob@example.org")
    p.pass_("secret")
    same(p.stat()[0], 20)
    same(len(p.retr(7)[1][-1]), 900)
    # Many at once.
    p.sock.sendall(b"".join(b"RETR %d\r\n" % n for n in range(1, 21)))
    for _ in range(20):
        p._getlongresp()
    p.dele(1)
    p.quit()
    code, log = server.end()
    same(code, 0)
    has(log, "sealed=1")
    same(len(glob.glob("mail/*/*/cur/*")), 19)
    server = Server("tls=implicit", pop3=True)
    t = trusting().wrap_socket(server.peer, server_hostname="mx.example")
    has(t.recv(99).decode(), "+OK")
    t.sendall(b"STLS\r\nSTLS x\r\nQUIT\r\n")
    got = b""
    while octets := t.recv(99):
        got += octets
    same([x[:4] for x in got.split(b"\r\n")], [b"-ERR", b"-ERR", b"+OK ", b""])
    same(server.end()[0], 0)


@case
def pop3_out_of_place():
    """STLS: a line too much, octets behind it, a second time, after a login;
    a pair that is no good; a stream that is cut deletes nothing."""
    def speak(*options):
        server = Server(*options, pop3=True)
        has(server.line(), "+OK")
        return server

    server = speak("plaintext-auth=always")
    same(server.ask("STLS x")[:4], "-ERR")
    server.peer.sendall(b"STLS\r\nUSER bob@example.org\r\nPASS secret\r\n")
    same(server.line()[:4], "-ERR")
    same(server.peer.recv(99), b"")
    code, log = server.end()
    same((code, "tls rip" in log, " login " in log), (0, False, False))
    has(log, "end=forged")
    # Before the handshake, they die in it.
    server = speak("plaintext-auth=always")
    same(server.ask("STLS")[:3], "+OK")
    server.peer.sendall(b"USER bob@example.org\r\nPASS secret\r\nQUIT\r\n")
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while octets := server.peer.recv(999):
            got += octets
    same(b"+OK" in got, False)
    code, log = server.end()
    same((code, " login " in log), (0, False))
    server = speak("plaintext-auth=always")
    server.ask("USER bob@example.org")
    same(server.ask("PASS secret")[:3], "+OK")
    same(server.ask("STLS")[:4], "-ERR")
    same(server.ask("QUIT")[:3], "+OK")
    os.chmod("tls/privkey.pem", 0o644)
    server = speak()
    same(server.ask("STLS")[:15], "-ERR [SYS/TEMP]")
    has(server.end()[1], "tls rip=127.0.0.1 what=")
    os.chmod("tls/privkey.pem", 0o600)
    server = Server()
    s = server.secured()
    s.sendmail(*SEND)
    s.quit()
    server.end()
    server = Server("tls=implicit", pop3=True)
    t = trusting().wrap_socket(server.peer, server_hostname="mx.example")
    t.sendall(b"USER bob@example.org\r\nPASS secret\r\nDELE 1\r\n")
    got = b""
    while got.count(b"+OK") < 4:
        octets = t.recv(99)
        same(octets != b"", True)
        got += octets
    os.close(t.detach())
    code, log = server.end()
    same(code, 0)
    has(log, "end=lost")
    take_mail()


@case
def hundred_thousand():
    """POP3 of a large mailbox is in TLS what it is in the clear."""
    number = 100000
    os.makedirs("mail/example.org/bob/new")
    for name in ("cur", "tmp"):
        os.mkdir(f"mail/example.org/bob/{name}")
    with open("one", "wb") as f:
        f.write(b"Subject: x\n\nx\n")
    names = []
    for n in range(number):
        names.append(f"{1700000000 + n}.M0P1R{n:016x}.mx,S=14,W=17")
        # A file has 65,000 names at most.
        if n % 50000 == 0:
            shutil.copy("one", f"one.{n}")
        os.link(f"one.{n - n % 50000}",
                f"mail/example.org/bob/new/{names[-1]}")
    said = []
    for option in ("tls=off", "tls=implicit"):
        server = Server(option, "plaintext-auth=always", pop3=True)
        sock = server.peer if option == "tls=off" else \
            trusting().wrap_socket(server.peer, server_hostname="mx.example")
        sock.sendall(b"USER bob@example.org\r\nPASS secret\r\nSTAT\r\nLIST\r\n"
                     b"UIDL\r\nRETR 100000\r\nTOP 50000 0\r\nQUIT\r\n")
        with sock.makefile("rb") as f:
            said.append(f.read())
        same(server.end()[0], 0)
        # RETR has moved it.
        for path in glob.glob("mail/example.org/bob/cur/*"):
            os.rename(path, "mail/example.org/bob/new/" + names[-1])
    has(said[1], f"\r\n+OK {number} {17 * number}\r\n".encode())
    same(said[1].count(b"\r\n") > 2 * number, True)
    same(said[0] == said[1], True)


@case
def large():
    """50 MiB by DATA and by BDAT, pipelined; and back by POP3."""
    body = b"Subject: big\r\n\r\n" + (b"x" * 70 + b"\r\n") * (49 << 20 >> 6)
    body = body[:(49 << 20)].rsplit(b"\r\n", 1)[0] + b"\r\n"
    server = Server()
    s = server.secured()
    s.ehlo()
    chunks = [body[i:i + 100000] for i in range(0, len(body), 100000)]

    s.sock.sendall(b"MAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\n")
    same([s.getreply()[0] for _ in range(2)], [250, 250])
    # A handful at a time: one thread, so no more than fits on the way.
    for n in range(0, len(chunks), 5):
        some = chunks[n:n + 5]
        for i, chunk in enumerate(some):
            last = " LAST" if n + i == len(chunks) - 1 else ""
            s.sock.sendall(f"BDAT {len(chunk)}{last}\r\n".encode() + chunk)
        same([s.getreply()[0] for _ in some], [250] * len(some))
    s.sock.sendall(b"MAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n" +
                   body + b".\r\nQUIT\r\n")
    same([s.getreply()[0] for _ in range(5)], [250, 250, 354, 250, 221])
    same(server.end()[0], 0)
    for text in mails():
        same(text.split(b"Subject:", 1)[1],
             body.replace(b"\r\n", b"\n").split(b"Subject:", 1)[1])
    server = Server("tls=implicit", pop3=True)
    t = trusting().wrap_socket(server.peer, server_hostname="mx.example")
    t.sendall(b"USER bob@example.org\r\nPASS secret\r\nRETR 1\r\nRETR 2\r\n"
              b"QUIT\r\n")
    size = 0
    while octets := t.recv(1 << 16):
        size += len(octets)
    same(size > 2 * len(body), True)
    same(server.end()[0], 0)
    same(len(glob.glob("mail/*/*/cur/*")), 2)


@case
def versions():
    """No older version, no RSA key exchange, no cipher without a tag, no
    renegotiation."""
    make_pair("rsa")

    def client(*options, type_=b"", keys=b""):
        server = Server("tls=implicit")
        listener = socket.create_server(("127.0.0.1", 0))
        c = subprocess.Popen(
            ["openssl", "s_client", "-connect",
             "127.0.0.1:%d" % listener.getsockname()[1], *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        theirs, _ = listener.accept()
        listener.close()

        def carry(a, b):
            with contextlib.suppress(OSError):
                while octets := a.recv(65536):
                    b.sendall(octets)
                b.shutdown(socket.SHUT_WR)

        for a, b in ((theirs, server.peer), (server.peer, theirs)):
            threading.Thread(target=carry, args=(a, b), daemon=True).start()
        if type_:
            while b"220 mx" not in (line := c.stdout.readline()) and line:
                pass
        # It takes one such command of what it reads at once.
        for key in keys:
            os.write(c.stdin.fileno(), bytes([key]) + b"\n")
            while b"KEYUPDATE" not in (line := c.stdout.readline()) and line:
                pass
        out, _ = c.communicate(type_, PATIENCE)
        theirs.close()
        return out.decode("latin1"), server.end()

    version, cipher = "version", "cipher suite"
    for why, *options in ((version, "-tls1", "-cipher", "ALL:@SECLEVEL=0"),
                          (version, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"),
                          (cipher, "-tls1_2", "-cipher", "AES256-GCM-SHA384"),
                          (cipher, "-tls1_2", "-cipher",
                           "ECDHE-RSA-AES256-SHA384")):
        _, (code, log) = client(*options)
        same(code, 0)
        said, = [x for x in log.splitlines() if ": tls " in x]
        has(said, "tls rip=127.0.0.1 what=")
        has(said, why)
    # What a peer has against us is told by the name of its alert.
    for version, why in (("-tls1_2", " received. CA is unknown"),
                         ("-tls1_3", "may not trust the certificate")):
        _, (code, log) = client(version, "-verify_return_error")
        same(code, 0)
        has(log, why)
    # Without PSS, as older senders are.
    _, (code, log) = client("-tls1_2", "-sigalgs", "RSA+SHA256", "-crlf",
                            type_=b"quit\n")
    has(log, "end=quit")
    # New keys in mid-session are not a new handshake.
    _, (code, log) = client("-tls1_3", "-crlf", keys=b"Kk",
                            type_=b"noop\nquit\n")
    has(log, "end=quit")
    has(log, "commands=2 errors=0")
    _, (code, log) = client("-tls1_2", "-legacy_renegotiation",
                            type_=b"R\nR\n")
    same(code, 0)
    has(log, 'cipher="TLS1.2 ')
    same("end=quit" in log, False)


@case
def check():
    """smtpd-litectl check: what is wrong with the pair, and the cure."""
    def says(*lines, options=(), wrap=()):
        done = subprocess.run(
            [*wrap, f"{BUILD}/smtpd-litectl", "-c", "conf", *options, "check"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        found = done.stdout.decode().replace(os.getcwd() + "/", "")
        for line in lines:
            has(found, line)
        same(found.splitlines()[len(lines):], [])
        same(done.returncode, os.EX_CONFIG if lines else 0)

    def signed(*options):
        subprocess.run(["openssl", "req", "-x509", "-key", "tls/privkey.pem",
                        "-out", "tls/fullchain.pem", *options], check=True)

    with open("users", "w", encoding="ascii") as f:
        f.write("bob@example.org\n")
    os.chmod("users", 0o640)
    os.chmod("mail", 0o700)
    subprocess.run([f"{BUILD}/smtpd-litectl", "-c", "conf", "-o", "keys=noise",
                    "key", "new"], check=True, stdout=subprocess.DEVNULL)
    says()
    says(wrap=DEAF)
    mode = "the mode of this key file must be 0600, 0400, 0640 or 0440"
    # The command mends it, and gives nobody more than there was.
    for wrong, right in ((0o644, 0o640), (0o6660, 0o640), (0o604, 0o600),
                         (0o4700, 0o600)):
        os.chmod("tls/privkey.pem", wrong)
        cure = "chmod u=rw,g-wxs,o= tls/privkey.pem"
        says(f"tls/privkey.pem: {mode}: {cure}")
        subprocess.run(cure, shell=True, check=True)
        same(os.stat("tls/privkey.pem").st_mode & 0o7777, right)
        says()
    os.mkdir("it's")
    os.link("tls/privkey.pem", "it's/it")
    os.chmod("it's/it", 0o644)
    says(f"it's/it: {mode}: chmod u=rw,g-wxs,o= 'it'\\''s/it'",
         options=("-o", f"tls-key={os.getcwd()}/it's/it"))
    os.chmod("it's/it", 0o600)
    signed("-days", "13", "-subj", "/CN=mx.example")
    says('tls/fullchain.pem: the certificate ends soon: renew it; days that '
         'are left: "1')
    signed("-days", "90", "-subj", "/CN=other.example")
    says('tls/fullchain.pem: made out for another name than this; get one '
         'that has it: "mx.example"')
    make_issued()
    issue("-days", "90", more=ITS_CA)
    says()
    shutil.copy("leaf", "tls/fullchain.pem")
    says("tls/fullchain.pem: the certificates between this one and its CA are "
         "missing; install the file that has them (fullchain.pem)")
    # A CA of one's own may have signed it itself.
    issue("-days", "90")
    shutil.copy("leaf", "tls/fullchain.pem")
    says()
    make_pair()
    make_pair(key="other")
    says('tls/privkey.pem: not the key of this certificate; install both of '
         'one renewal: "tls/fullchain.pem"')
    os.unlink("tls/privkey.pem")
    says("tls/privkey.pem: is not there: the certificate's key, or tls = off")
    says(options=("-o", "tls=off"))
    os.unlink("tls/fullchain.pem")
    says()
    says("tls/privkey.pem: is not there: the certificate's key, or tls = off",
         "tls/fullchain.pem: is not there: a certificate, or tls = off",
         options=("-o", "tls=require"))
    make_pair()
    says("nowhere: is not there, so there is no TLS: tls-program = PATH",
         options=("-o", "tls-program=nowhere"))
    says("/: cannot be run: install it", options=("-o", "tls-program=/"))
    says("conf: tls = implicit, and handshake = require, which leaves no TLS",
         options=("-o", "tls=implicit", "-o", "handshake=require", "-o",
                  "keys=noise"))
    # There is no TLS then, and nothing to be wrong with its files.
    os.unlink("tls/privkey.pem")
    noise = ("-o", "handshake=require", "-o", "keys=noise")
    says(options=("-o", "tls=require", *noise))
    says(options=noise)
    os.unlink("tls/fullchain.pem")
    says(options=("-o", "tls=require", "-o", "handshake=require", "-o",
                  "keys=noise"))


@case
def listener():
    """TLS behind a socket that listens; past its limits not a word."""
    listening = socket.create_server(("127.0.0.1", 0))
    with open("log", "wb") as log:
        process = subprocess.Popen(
            [f"{BUILD}/smtpd-lite", "-c", "conf", "-o", "tls=implicit", "-o",
             "max-per-source=2"], stdin=listening, stderr=log)
    sessions = [trusting().wrap_socket(
        socket.create_connection(listening.getsockname(), PATIENCE),
        server_hostname="mx.example") for _ in range(2)]
    for s in sessions:
        same(s.recv(99)[:4], b"220 ")
    third = socket.create_connection(listening.getsockname(), PATIENCE)
    same(third.recv(99), b"")
    for s in sessions:
        s.sendall(b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\n"
                  b"DATA\r\nSubject: x\r\n\r\nx\r\n.\r\n")
        got = b""
        while b"Stored" not in got:
            got += (octets := s.recv(999))
            if not octets:
                break
        has(got.decode(), "250 2.0.0 Stored")
    process.send_signal(signal.SIGTERM)
    for s in sessions:
        s.suppress_ragged_eofs = False
        same(s.recv(99)[:9], b"421 4.3.2")
        same(s.recv(99), b"")
    same(process.wait(PATIENCE), 0)
    same(len(mails()), 2)


@case
def submission():
    """submission = yes: MAIL without a login is 530."""
    server = Server("submission=yes")
    s = server.secured()
    s.ehlo()
    same(s.mail("x@y.example")[0], 530)
    s.login("bob@example.org", "secret")
    s.sendmail("bob@example.org", *SEND[1:])
    s.quit()
    same(server.end()[0], 0)
    take_mail()


class Bridge:
    """A port that leads to one session after the other."""

    def __init__(self, *options):
        self.options, self.logs = options, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = str(self.listener.getsockname()[1])
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            theirs, _ = self.listener.accept()
            with tempfile.TemporaryFile() as log:
                subprocess.run(
                    [f"{BUILD}/smtpd-lite", "-c", "conf", *self.options],
                    stdin=theirs, stdout=theirs, stderr=log, check=True)
                theirs.close()
                log.seek(0)
                self.logs.append(log.read().decode())


def resumes(bridge, version, *options):
    """What OpenSSL says of a second session that has the ticket of the
    first."""
    said = ""
    with contextlib.suppress(FileNotFoundError):
        os.unlink("session")
    for how in ("-sess_out", "-sess_in"):
        if how == "-sess_in" and not os.path.exists("session"):
            return "none"
        done = subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{bridge.port}",
             "-crlf", "-ign_eof", "-CAfile", "tls/fullchain.pem", version, how,
             "session", *options], input=b"EHLO x\nQUIT\n", check=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
        said = done.stdout.decode("latin1")
        has(said, "221 ")
    return "Reused" if "\nReused, TLS" in said else \
        "New" if "\nNew, TLS" in said else said


@case
def tickets():
    """With a key in `run`, which is replaced when it is a day old; whatever
    is in its place does no harm. Without `run` there are none."""
    bridge = Bridge("-o", "tls=implicit")

    def state():
        st = os.lstat("run/ticket")
        same((st.st_mode & 0o7777, st.st_nlink), (0o600, 1))
        with open("run/ticket", "rb") as f:
            return f.read()

    for version in ("-tls1_2", "-tls1_3"):
        same(resumes(bridge, version), "Reused")
    key = state()
    # A renewed certificate does not matter to who was here.
    same(resumes(bridge, "-tls1_3"), "Reused")
    same(state(), key)
    old = time.time() - 86500
    for when in (old, time.time() + 9999):
        os.utime("run/ticket", (when, when))
        same(resumes(bridge, "-tls1_3"), "Reused")
        same(state() == key, False)
        key = state()
    for text in (b"", b"garbage", key[:40], b"\0" * len(key), key + b"x"):
        with open("run/ticket", "wb") as f:
            f.write(text)
        same(resumes(bridge, "-tls1_2"), "Reused")
        same(state() == key, False)
    with open("other", "wb") as f:
        f.write(b"somebody else's")
    for plant in (lambda path: os.symlink("../other", path),
                  lambda path: os.mkfifo(path, 0o600),
                  lambda path: os.link("other", path)):
        os.unlink("run/ticket")
        plant("run/ticket")
        same(resumes(bridge, "-tls1_3"), "Reused")
        state()
    # One that others could read is replaced.
    key = state()
    os.chmod("run/ticket", 0o644)
    same(resumes(bridge, "-tls1_3"), "Reused")
    same(state() == key, False)
    # What somebody else has written is kept, under another name.
    os.rename("other", "run/ticket")
    os.chmod("run/ticket", 0o644)
    number = os.stat("run/ticket").st_ino
    same(resumes(bridge, "-tls1_3"), "Reused")
    state()
    with open(f"run/ticket.foreign.{number}", "rb") as f:
        same(f.read(), b"somebody else's")
    for kept in glob.glob("run/ticket.foreign.*"):
        os.unlink(kept)
    # Where none can be had there is TLS all the same.
    os.unlink("run/ticket")
    os.mkdir("run/ticket")
    same(resumes(bridge, "-tls1_3"), "none")
    os.rmdir("run/ticket")
    same(resumes(Bridge("-o", "tls=implicit", "-o", "run=nowhere"),
                 "-tls1_2"), "New")
    same(os.path.exists("nowhere"), False)
    # Many at once make one key, and one that is killed leaves none behind.
    servers = [Server("tls=require") for _ in range(8)]
    for n, server in enumerate(servers):
        if n % 2:
            server.process.kill()
    for server in servers[::2]:
        server.line()
    state()
    same(os.listdir("run").count("ticket"), 1)
    same([x for x in os.listdir("run") if "ticket" in x], ["ticket"])
    same(resumes(bridge, "-tls1_3"), "Reused")


def issue(*days, name="DNS:mx.example", more=""):
    """Another certificate for the key, from the same CA."""
    with open("ext", "w", encoding="ascii") as f:
        f.write(f"subjectAltName={name}\n{more}")
    subprocess.run(
        ["openssl", "x509", "-req", "-in", "csr", "-CA", "ca", "-CAkey",
         "ca.key", *days, "-set_serial", str(time.monotonic_ns()), "-extfile",
         "ext", "-out", "leaf"], check=True, stderr=subprocess.DEVNULL)
    with open("tls/fullchain.pem", "wb") as chain:
        for path in ("leaf", "ca"):
            with open(path, "rb") as f:
                chain.write(f.read())


# As the CAs write it that all trust.
ITS_CA = ("authorityInfoAccess=OCSP;URI:http://ocsp.ca.example/,"
          "caIssuers;URI:http://ca.example/ca.crt\n")


def make_issued():
    """A certificate that somebody else signed."""
    make_pair(cert="ca", key="ca.key")
    subprocess.run(
        ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tls/privkey.pem",
         "-subj", "/CN=leaf.example", "-out", "csr"], check=True,
        stderr=subprocess.DEVNULL)
    os.chmod("tls/privkey.pem", 0o600)
    issue("-days", "90")


def dns_says(domain="example.org", code=0, options=(), wrap=()):
    """What smtpd-litectl dns prints, or complains of."""
    done = subprocess.run(
        [*wrap, f"{BUILD}/smtpd-litectl", "-c", "conf", *options, "dns",
         domain], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    same((done.returncode, done.stderr == b""), (code, code == 0))
    return (done.stdout or done.stderr).decode()


def tlsa():
    """The record of the key, by OpenSSL, and what is said of it."""
    digits = subprocess.run(
        "openssl x509 -in tls/fullchain.pem -noout -pubkey | openssl pkey "
        "-pubin -outform der | openssl dgst -sha256 -r", shell=True,
        check=True, stdout=subprocess.PIPE).stdout.decode().split()[0]
    return (f"_25._tcp.mx.example. IN TLSA 3 1 1 {digits}\n; in a zone that is "
            "signed; the key must stay when the certificate is renewed\n")


MX = "example.org. IN MX 10 mx.example.\n"
SPF = ("; if nobody sends mail as this domain:\n"
       '; example.org. IN TXT "v=spf1 -all"\n')


@case
def dns():
    """smtpd-litectl dns: what to publish; the hash is what OpenSSL makes of
    the certificate. What would not be true is left out, with the reason."""
    unknown = ("; no MTA-STS: The certificate is NOT trusted. The certificate "
               "issuer is unknown.\n")
    for kind in KINDS:
        make_pair(kind)
        same(dns_says(), MX + tlsa() + unknown + SPF)
    same(dns_says(wrap=DEAF), MX + tlsa() + unknown + SPF)
    # A CA of one's own is known to nobody.
    make_issued()
    same(dns_says(), MX + tlsa() + unknown + SPF)

    def none(why, *options):
        same(dns_says(options=options),
             f"{MX}; no TLSA, no MTA-STS: {why}\n{SPF}")

    cert = os.getcwd() + "/tls/fullchain.pem"
    none("tls = off", "-o", "tls=off")
    none("tlsd-lite is not installed (tls-program)", "-o",
         "tls-program=nowhere")
    # Without STARTTLS, senders that believe the record would send nothing.
    none("tls = implicit, which is for other ports than 25", "-o",
         "tls=implicit")
    none("handshake = require, which leaves no TLS", "-o", "handshake=require")
    none('/nowhere: cannot open file: "No such file or directory"', "-o",
         "tls-key=/nowhere")
    none(f"{os.getcwd()}/ca.key: not the key of this certificate; install both "
         f'of one renewal: "{cert}"', "-o", f"tls-key={os.getcwd()}/ca.key")
    os.chmod("tls/privkey.pem", 0o644)
    has(dns_says(), f"{MX}; no TLSA, no MTA-STS: {os.getcwd()}/tls/privkey.pem: "
        "the mode of this key file must be 0600")
    os.chmod("tls/privkey.pem", 0o600)
    os.truncate(cert, 99)
    found = dns_says()
    has(found, f"{MX}; no TLSA, no MTA-STS: {cert}: not a chain of "
        "certificates, leaf first")
    same(found.count("\n"), 4)
    os.unlink(cert)
    none(f'{cert}: cannot open file: "No such file or directory"')
    os.mkfifo(cert)
    none(f"{cert}: not a regular file")
    has(dns_says("other.example", os.EX_NOUSER), "no user is in that domain")
    label = "a" * 63
    no_names = (".x.y", "x.y.", "x..y", "x.-y", "x-.y", "x." + "a" * 64, "x.1",
                "192.0.2.1", "[192.0.2.1]", "x_y.z", f"{label}." * 4 + "a")
    for word in ("", "a b", "a/b", "a\nb", *no_names):
        has(dns_says(word, os.EX_DATAERR), "no domain of the DNS")
    for word in (f"x.{label}", "9.x1", "XN--a-9.x", f"{label}." * 3 + "a" * 61):
        has(dns_says(word, os.EX_NOUSER), "no user is in that domain")
    for word in ("mx", *no_names):
        has(dns_says(code=os.EX_CONFIG, options=("-o", f"hostname={word}")),
            "hostname")


@case
def dns_known():
    """The same where all know the CA, which is in a place of its own here."""
    make_issued()
    os.mkdir("known")
    shutil.copy("ca", "known/ca-certificates.crt")
    wrap = ["unshare", "-rm", "sh", "-c", "mount --bind known /etc/ssl/certs "
            "&& exec \"$@\"", "sh"]
    found = dns_says(wrap=wrap)
    # A site may have put its own CA there.
    same(found.startswith(MX + tlsa() + "; only if all senders trust the CA "
                          'that vouches here: "CN=mx.example"\n'
                          "_mta-sts.example.org. IN TXT "), True)
    name = found.split('"v=STSv1; id=')[1].split('"')[0]
    same((len(name), name.isalnum()), (32, True))
    policy = [line[4:] for line in found.splitlines()
              if line.startswith(";   ")]
    same(policy, ["version: STSv1", "mode: enforce", "mx: mx.example",
                  "max_age: 604800"])
    has(found, "https://mta-sts.example.org/.well-known/mta-sts.txt")
    same(found.endswith(SPF), True)
    # Another certificate of the same key, the same records; another policy,
    # another id.
    issue("-days", "9", name="DNS:mx.example,DNS:mx2.example")
    same(dns_says(wrap=wrap), found)
    other = dns_says(options=("-o", "hostname=mx2.example"), wrap=wrap)
    has(other, "mx: mx2.example\n")
    same(name in other, False)
    # Senders would find another name in it; or that it has expired.
    has(dns_says(options=("-o", "hostname=mx3.example"), wrap=wrap),
        "; no MTA-STS: The certificate is NOT trusted. The name in the "
        "certificate does not match the expected.")
    issue("-days", "90", more="extendedKeyUsage=clientAuth")
    has(dns_says(wrap=wrap), "; no MTA-STS: The certificate is NOT trusted. The "
        "certificate chain does not match the intended purpose.")
    issue("-days", "90", more="extendedKeyUsage=serverAuth")
    has(dns_says(wrap=wrap), "mode: enforce")
    issue("-days", "-1")
    has(dns_says(wrap=wrap), "; no MTA-STS: The certificate is NOT trusted. The "
        "certificate chain uses expired certificate.")
    # Nothing is missing where the CA that all know has signed it itself.
    issue("-days", "90", more=ITS_CA)
    shutil.copy("leaf", "tls/fullchain.pem")
    done = subprocess.run(
        [*wrap, f"{BUILD}/tlsd-lite", "--check", "tls/fullchain.pem",
         "tls/privkey.pem", "mx.example"], stdout=subprocess.PIPE, check=True)
    same(done.stdout, b"")
    # This system knows none.
    os.unlink("known/ca-certificates.crt")
    has(dns_says(wrap=wrap), "; no MTA-STS: This system has no file of CAs to "
        "prove it by.\n" + SPF)


@case
def site():
    """Nothing but the site, for others."""


def main():
    os.umask(0o077)
    make_site()
    CASES[sys.argv[1]]()


if __name__ == "__main__":
    main()
