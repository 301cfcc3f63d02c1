"""Cases of tls_cases.py: sessions in TLS, by whichever way, and their ends."""
import contextlib
import fcntl
import glob
import os
import re
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import threading
import time

from cases import case, same
from classroom import until
from tls_site import (
    BUILD, PATIENCE, SEND, Server, counters, gone, half, has, mails, rest_of,
    take_mail, trusting, waits_for_hello)


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
        got = rest_of(s)
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
        got = rest_of(server.peer)
        code, log = server.end()
        if not re.fullmatch(said, got.decode()):
            raise AssertionError(f"{tls}: {got!r}")
        same((tls, code, log.count("\n")), (tls, 0, 1))
        has(log, "session rip=127.0.0.1 end=term ")
    has(counters(), 'tls_failures_total{server="smtp"} 0\n')


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
