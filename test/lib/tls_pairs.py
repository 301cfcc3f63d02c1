"""Cases of tls_cases.py: the pair of certificate and key, and how a session
starts with it and without.
"""
import contextlib
import ctypes
import os
import select
import shutil
import smtplib
import ssl
import subprocess

from cases import case, same
from tls_site import (
    BUILD, KINDS, PATIENCE, SEND, Server, counters, has, make_pair, rest_of,
    take_mail, trusting)

IN_CLOSE = 0x18  # inotify: written or not


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
    got = rest_of(s)
    has(got.decode(), "\r\n503 5.5.1 ")
    has(got.decode(), "\r\n221 ")
    same(server.end()[0], 0)
    server = Server("tls=implicit")
    server.peer.sendall(b"EHLO x\r\nMAIL FROM:<>\r\n")
    with contextlib.suppress(ConnectionResetError):
        while octets := server.peer.recv(99):
            same(b"220" in octets, False)
    same(server.end()[0], 0)
