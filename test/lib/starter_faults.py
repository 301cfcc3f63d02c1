#!/usr/bin/python3 -ESB
"""Every system call of the starter of TLS fails, or is the last of its process,
once, and so does each that the guard makes to have a starter:
starter_faults.py, in a scratch folder. BUILD names the build, SRC the source
tree.

Whatever happens to a starter, its session does not: it has TLS, or 454 and its
mail in the clear. Without a starter there is a session, or a refusal.
"""
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
import tls_cases  # noqa: E402
import tracer  # noqa: E402
from tls_cases import BUILD, has, same  # noqa: E402


class Run(tls_cases.Server):
    """A session that wants TLS and takes the clear for it; FAULT is a role,
    the number of a call, and an errno or a signal for it."""

    def __init__(self, *options, fault=None):
        self.calls, self.fault = [], fault
        self.sealed = self.acknowledged = False
        shutil.rmtree("mail/example.org", ignore_errors=True)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.peer = socket.create_connection(listener.getsockname(),
                                                 tls_cases.PATIENCE)
            theirs, _ = listener.accept()
        client = threading.Thread(target=self.talk)
        client.start()
        began = time.monotonic()
        with theirs, open("log", "wb") as log:
            signal.alarm(tls_cases.PATIENCE)
            self.exits = tracer.Tracer(
                self.entry, ("main", "guard", "wire", "starter")).run(
                    [f"{BUILD}/smtpd-lite", "-c", "conf", *options],
                    [theirs.fileno(), theirs.fileno(), log.fileno()],
                    [self.peer.fileno()])
            signal.alarm(0)
        client.join()
        self.took = time.monotonic() - began
        with open("log", encoding="ascii") as log:
            self.log = log.read()

    def entry(self, call):
        self.calls.append((call.role, call.index, call.name))
        if self.fault is None or self.fault[:2] != (call.role, call.index):
            return None
        return self.fault[2]

    def talk(self):
        with self.peer, contextlib.suppress(OSError, smtplib.SMTPException,
                                            AssertionError):
            s = self.smtp()
            with contextlib.suppress(smtplib.SMTPResponseException):
                s.starttls(context=tls_cases.trusting())
                self.sealed = True
            s.sendmail(*tls_cases.SEND)
            self.acknowledged = True
            s.quit()


def judge(run):
    role, _, what = run.fault
    texts = tls_cases.mails()
    same(len(texts), run.acknowledged)
    # The guard does not wait for somebody who is gone.
    same(run.took < 30, True)
    for text in texts:
        has(text, b"\n\nbody\n")
        same(b"with ESMTPS" in text, run.sealed)
    if role == "starter":
        same((run.acknowledged, run.exits["guard"]), (True, 0))
        same(" tls rip=127.0.0.1 what=" in run.log, not run.sealed)
        has(run.log, "end=quit messages=1")
    elif what != signal.SIGKILL:
        same((run.exits["guard"] == 0), run.acknowledged)
        same(": start " in run.log, not run.acknowledged)


def before_starter(calls):
    """What the guard does up to the fork, and the call behind it."""
    forks = [i for i, (role, _, name) in enumerate(calls)
             if role == "guard" and name in ("clone", "clone3", "fork")]
    return [call for call in calls[:forks[0] + 2] if call[0] == "guard"]


def each(calls, *options):
    for role, index, name in calls:
        for what in (errno.EIO, signal.SIGKILL):
            if name != "exit_group" or what == signal.SIGKILL:
                try:
                    judge(Run(*options, fault=(role, index, what)))
                except AssertionError as e:
                    raise AssertionError((role, index, name, what)) from e
    return len(calls)


def too_long(*_):
    raise TimeoutError


def main():
    os.umask(0o077)
    signal.signal(signal.SIGALRM, too_long)
    tls_cases.make_site()
    if not tracer.available():
        print("one may not trace here")
        return
    clean = Run()
    same((clean.sealed, clean.acknowledged), (True, True))
    starter = [call for call in clean.calls if call[0] == "starter"]
    same([name for _, _, name in starter][-1], "execve")
    n = each(starter) + each(before_starter(clean.calls))
    # One that cannot be executed has a last word.
    broken = f"tls-program={os.getcwd()}/conf"
    after = [call for call in Run("-o", broken).calls
             if call[0] == "starter" and call[1] > starter[-1][1]]
    same(after[0][2], "write")
    print(n + each(after, "-o", broken), "calls")


if __name__ == "__main__":
    main()
