#!/usr/bin/python3 -ESB
"""Every system call of tlsd-lite fails, or is the last of its process, once:
tls_faults.py error|killed, in a scratch folder. BUILD names the build.

strace stands between the server and tlsd-lite. Whatever happens there, the
session ends, a message is there whole or not at all, and it is there if it was
acknowledged.
"""
import collections
import os
import re
import shutil
import smtplib
import ssl
import sys

sys.path.insert(0, os.path.dirname(__file__))
import tls_site  # noqa: E402
from tls_site import BUILD, has, same  # noqa: E402

PATIENCE = 50  # a handshake that nobody ends has 30 seconds
# Of the loader and of libraries before main; and the end itself.
SKIPPED = ("execve", "exit_group", "brk", "arch_prctl", "set_tid_address",
           "set_robust_list", "rseq", "prlimit64", "restart_syscall")
# The relay makes these under its filter, which kills what strace lets fail:
# starter_faults.py has their errors.
UNDER_FILTER = ("poll", "recvfrom", "sendto")


def between(program, *options):
    """From here on strace with these options starts the program."""
    with open("traced", "w", encoding="ascii") as f:
        f.write("#!/bin/sh\nexec %s -f -qq -o %s/trace %s %s/%s "
                "\"$@\"\n" % (shutil.which("strace"), os.getcwd(),
                               " ".join(options), BUILD, program))
    os.chmod("traced", 0o700)


def session():
    """What the peer saw of it: True if its message was acknowledged."""
    server = tls_site.Server(f"tls-program={os.getcwd()}/traced")
    server.peer.settimeout(PATIENCE)
    acknowledged = False
    try:
        s = server.secured()
        s.sendmail(*tls_site.SEND)
        acknowledged = True
        s.quit()
    except (OSError, smtplib.SMTPException, ssl.SSLError, AssertionError):
        pass
    code, log = server.end()
    same(code, 0)
    has(log, " session ")
    return acknowledged


def calls(skipped):
    """Every call and how often each process makes it."""
    most = collections.Counter()
    found = collections.Counter()
    with open("trace", encoding="ascii", errors="replace") as trace:
        for line in trace:
            if call := re.match(r"(\d+) +(\w+)\(", line):
                found[call[1], call[2]] += 1
    for (_, call), n in found.items():
        most[call] = max(most[call], n)
    return [(call, n) for call in sorted(most) if call not in skipped
            for n in range(1, most[call] + 1)]


def each_call(program, session_of_it, calls_at_least, ended_at_least,
              without=()):
    """SESSION_OF_IT, which is true if a message was acknowledged, once for
    each call of the program."""
    how = {"error": "error=EIO", "killed": "signal=KILL"}[sys.argv[1]]
    between(program)
    same(session_of_it(), True)
    same(len(tls_site.mails()), 1)
    todo, ended = calls(SKIPPED + without), 0
    for call, n in todo:
        shutil.rmtree("mail/example.org", ignore_errors=True)
        between(program, f"-e inject={call}:{how}:when={n}")
        acknowledged = session_of_it()
        ended += not acknowledged
        texts = tls_site.mails()
        same((call, n, len(texts) >= acknowledged), (call, n, True))
        same((call, n, len(texts) <= 1), (call, n, True))
        for text in texts:
            has(text, b"\n\nbody\n")
    print(f"{len(todo)} calls, {ended} of them ended the session")
    same(len(todo) > calls_at_least and ended > ended_at_least, True)


def main():
    os.umask(0o077)
    tls_site.make_site()
    each_call("tlsd-lite", session, 50, 20,
              UNDER_FILTER if sys.argv[1] == "error" else ())


if __name__ == "__main__":
    main()
