"""Cases of tls_cases.py: processes of a session that are taken over, killed,
or looked into.
"""
import contextlib
import os
import signal
import smtplib

from cases import case, hidden, same
from tls_site import (
    PATIENCE, SEND, Server, family, gone, half, has, hostile, mails, take_mail,
    trusting, waits_for_hello)


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
