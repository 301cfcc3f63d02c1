#!/usr/bin/python3 -ESB
"""Every system call of the starter of TLS fails, or is the last of its process,
once, and so does each that the guard makes to have a starter; and each that
relay and key process make under their filters, where strace can let none fail,
fails: starter_faults.py, in a scratch folder. BUILD names the build.

Whatever happens to a starter, its session does not: it has TLS, or 454 and its
mail in the clear. Without a starter there is a session, or a refusal. Without
relay or key process it ends, and what was acknowledged is there; a call that
was only interrupted is made again.
"""
import collections
import contextlib
import errno
import os
import shutil
import signal
import smtplib
import socket
import sys
import threading
import time

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../promise")]
import tls_site  # noqa: E402
import tracer  # noqa: E402
from tls_site import BUILD, has, same  # noqa: E402


class Strike:
    """Notes calls as (role, name, which of that name), and meets the one that
    FAULT begins with, once, with the errno or signal that FAULT ends with."""

    def __init__(self, fault=None):
        self.calls, self.fault, self.hit = [], fault, False
        self.made = collections.Counter()

    def __call__(self, call):
        self.made[call.role, call.name] += 1
        this = call.role, call.name, self.made[call.role, call.name]
        self.calls.append(this)
        if self.fault is None or self.fault[:3] != this:
            return None
        self.hit = True
        return self.fault[3]


class Run(tls_site.Server):
    """A session that wants TLS and takes the clear for it."""

    def __init__(self, *options, strike=None):
        self.strike = strike or Strike()
        self.sealed = self.acknowledged = False
        shutil.rmtree("mail/example.org", ignore_errors=True)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.peer = socket.create_connection(listener.getsockname(),
                                                 tls_site.PATIENCE)
            theirs, _ = listener.accept()
        client = threading.Thread(target=self.talk)
        client.start()
        began = time.monotonic()
        with theirs, open("log", "wb") as log:
            signal.alarm(tls_site.PATIENCE)
            self.exits = tracer.Tracer(
                self.entry, ("main", "guard", "wire", "starter", "relay",
                             "key")).run(
                    [f"{BUILD}/smtpd-lite", "-c", "conf", *options],
                    [theirs.fileno(), theirs.fileno(), log.fileno()],
                    [self.peer.fileno()])
            signal.alarm(0)
        client.join()
        self.took = time.monotonic() - began
        with open("log", encoding="ascii") as log:
            self.log = log.read()

    def entry(self, call):
        return self.strike(call)

    def talk(self):
        with self.peer, contextlib.suppress(OSError, smtplib.SMTPException,
                                            AssertionError):
            s = self.smtp()
            with contextlib.suppress(smtplib.SMTPResponseException):
                s.starttls(context=tls_site.trusting())
                self.sealed = True
            s.sendmail(*tls_site.SEND)
            self.acknowledged = True
            s.quit()


class Renewed(Run):
    """One that finds a new certificate and an old key, and the new key when
    it looks again."""

    def entry(self, call):
        if call.role == "relay" and call.name in ("poll", "ppoll") and \
                os.path.exists("key2"):
            os.rename("key2", "tls/privkey.pem")
        return super().entry(call)


def judge(run):
    role, _, _, what = run.strike.fault
    texts = tls_site.mails()
    same(run.acknowledged <= len(texts) <= 1, True)
    # The guard does not wait for somebody who is gone.
    same(run.took < 30, True)
    for text in texts:
        has(text, b"\n\nbody\n")
        same(b"with ESMTPS" in text, run.sealed)
    if role in ("relay", "key"):
        same(run.exits["guard"], 0)
        has(run.log, " session rip=127.0.0.1 end=")
        if what == errno.EINTR:
            same((run.sealed, run.acknowledged), (True, True))
        return
    same(len(texts), run.acknowledged)
    if role == "starter":
        same((run.acknowledged, run.exits["guard"]), (True, 0))
        same(" tls rip=127.0.0.1 what=" in run.log, not run.sealed)
        has(run.log, "end=quit messages=1")
    elif what != signal.SIGKILL:
        same((run.exits["guard"] == 0), run.acknowledged)
        same(": start " in run.log, not run.acknowledged)


def before_starter(calls):
    """What the guard does up to the fork, and the call behind it."""
    forks = [i for i, (role, name, _) in enumerate(calls)
             if role == "guard" and name in ("clone", "clone3", "fork")]
    return [call for call in calls[:forks[0] + 2] if call[0] == "guard"]


def under_filter(calls, role):
    """What this one does when it is confined, and before its last call."""
    mine = [call for call in calls if call[0] == role]
    last = max(i for i, call in enumerate(mine) if call[1] == "prctl")
    return mine[last + 1:-1]


def strike_each(faults, session, tries=1):
    """SESSION(strike) for each. Where timing says how often a call is made, it
    takes some TRIES, and a tenth may not be made again."""
    missed = []
    for fault in faults:
        for _ in range(tries):
            strike = Strike(fault)
            try:
                session(strike)
            except AssertionError as e:
                raise AssertionError(fault) from e
            if strike.hit:
                break
        else:
            missed.append(fault)
    if len(missed) > (len(faults) // 10 if tries > 1 else 0):
        raise AssertionError(f"never met: {missed}")


def each(calls, *options, faults=(errno.EIO, signal.SIGKILL), tries=1):
    strike_each([(*call, what) for call in calls for what in faults
                 if call[1] != "exit_group" or what == signal.SIGKILL],
                lambda strike: judge(Run(*options, strike=strike)), tries)
    return len(calls)


def too_long(*_):
    raise TimeoutError


def main():
    os.umask(0o077)
    signal.signal(signal.SIGALRM, too_long)
    tls_site.make_site()
    Run()  # makes the ticket key
    clean = Run()
    same((clean.sealed, clean.acknowledged), (True, True))
    calls = clean.strike.calls
    starter = [call for call in calls if call[0] == "starter"]
    same(starter[-1][1], "execve")
    n = each(starter) + each(before_starter(calls))
    # One that cannot be executed has a last word.
    broken = f"tls-program={os.getcwd()}/conf"
    after = [call for call in Run("-o", broken).strike.calls
             if call[0] == "starter"][len(starter):]
    same(after[0][1], "write")
    n += each(after, "-o", broken)
    tls_site.make_pair("ecdsa", "cert2", "key2")
    os.rename("cert2", "tls/fullchain.pem")
    same(Renewed().sealed, True)
    same(os.path.exists("key2"), False)
    for role in ("relay", "key"):
        n += each(under_filter(calls, role), faults=(errno.EIO,),
                  tries=3)
    first = [("relay", name, 1) for name in
             ("poll", "ppoll", "recvfrom", "sendto")]
    first = [call for call in first if call in calls]
    same(len(first), 3)
    n += each(first, faults=(errno.EINTR,))
    print(n, "calls")


if __name__ == "__main__":
    main()
