"""Cases of tls_cases.py: STARTTLS and STLS, what may come before and behind
them, and handshakes.
"""
import contextlib
import glob
import os
import poplib
import socket
import subprocess
import threading
import time

from cases import case, same
from tls_site import (
    PATIENCE, SEND, Server, counters, has, hostile, mails, make_pair,
    rest_of, take_mail, trusting)


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
    got = rest_of(t)
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
