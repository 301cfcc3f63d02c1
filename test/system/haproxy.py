#!/usr/bin/python3 -ESB
"""HAProxy before two servers: haproxy.py send-proxy|send-proxy-v2. Senders from
addresses of their own deliver through it; one server is killed, with all of its
sessions, in mid-run. What got a 250 must be there, once and whole, and its
Received must have the sender's address."""
import collections
import glob
import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time

BUILD = os.environ["BUILD"]
PATIENCE = 60
SENDERS, MESSAGES = 6, 25
CONF = """global
	stats socket {top}/stats
defaults
	mode tcp
	timeout connect 2s
	timeout client 60s
	timeout server 60s
listen smtp
	bind 127.0.0.1:{port}
	option smtpchk HELO haproxy.example
	option redispatch
	retries 3
	balance roundrobin
	server one 127.0.0.1:{one} {send} check inter 200ms fall 1 rise 1
	server two 127.0.0.1:{two} {send} check inter 200ms fall 1 rise 1
"""


def must(value, what):
    if not value:
        sys.exit(f"{what}")


def start_server(name):
    """A listener in a process group of its own; its process and its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    with open(f"log.{name}", "wb") as log:
        server = subprocess.Popen(
            [BUILD + "/smtpd-lite", "-m", "mail", "-o", f"hostname={name}",
             "-o", "run=run", "-o", "proxy-from=127.0.0.1/32",
             "-o", "idle-exit=0", "-o", "max-per-source=1",
             "-o", "log=stderr"],
            stdin=listener, stdout=subprocess.DEVNULL, stderr=log,
            start_new_session=True)
    return server, listener


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as s:
        return s.getsockname()[1]


def until(true, what):
    end = time.monotonic() + PATIENCE
    while not true():
        must(time.monotonic() < end, f"never: {what}")
        time.sleep(0.02)


def both_up(top):
    """HAProxy's own checks have said so of both servers."""
    try:
        with socket.socket(socket.AF_UNIX) as s:
            s.connect(f"{top}/stats")
            s.sendall(b"show stat\n")
            text = s.makefile().read()
    except OSError:
        return False
    return len(re.findall(r"^smtp,(?:one|two),.*,UP,", text, re.M)) == 2


class Sender(threading.Thread):
    """Sends MESSAGES, each until it has got its 250."""

    def __init__(self, number, port, ledger):
        super().__init__(daemon=True)
        self.number, self.port, self.ledger = number, port, ledger
        self.source = f"127.0.1.{number + 1}"
        self.tries = 0

    def run(self):
        for i in range(MESSAGES):
            name = f"{self.number}-{i}"
            text = f"Subject: {name}\r\n\r\n" + f"{name}\r\n" * 100
            while not self.send(text):
                self.tries += 1
                time.sleep(0.05)
            self.ledger.append((name, self.source))

    def send(self, text):
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=PATIENCE,
                              source_address=(self.source, 0)) as s:
                s.sendmail("a@b.example", ["bob@example.org"], text)
            return True
        except (OSError, smtplib.SMTPException):
            return False


def main(send):
    top = os.getcwd()
    os.mkdir("run", 0o700)
    servers = {name: start_server(name) for name in ("one", "two")}
    ports = {name: s[1].getsockname()[1] for name, s in servers.items()}
    port = free_port()
    with open("haproxy.cfg", "w", encoding="ascii") as file:
        file.write(CONF.format(top=top, port=port, send=send, **ports))
    with open("log.haproxy", "wb") as log:
        haproxy = subprocess.Popen(
            ["haproxy", "-db", "-f", "haproxy.cfg"], stdout=log, stderr=log)
    try:
        until(lambda: both_up(top), "both servers are up")
        ledger = []
        senders = [Sender(i, port, ledger) for i in range(SENDERS)]
        for sender in senders:
            sender.start()
        until(lambda: len(ledger) > SENDERS * MESSAGES // 4, "a quarter")
        # All of it at once, sessions in mid-message, and the port as well.
        os.killpg(servers["one"][0].pid, signal.SIGKILL)
        servers["one"][1].close()
        for sender in senders:
            sender.join(PATIENCE * 2)
            must(not sender.is_alive(), "a sender hangs")
    finally:
        haproxy.kill()
        haproxy.wait()
        for server, listener in servers.values():
            listener.close()
            try:
                os.killpg(server.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            server.wait()
    look(ledger, sum(sender.tries for sender in senders))


def look(ledger, tries):
    """What is in the mailbox, beside what got a 250."""
    found, hosts = collections.Counter(), set()
    for path in glob.glob("mail/example.org/bob/new/*"):
        with open(path, encoding="ascii") as file:
            text = file.read()
        name = re.search(r"^Subject: (.*)$", text, re.M).group(1)
        must(text.endswith(f"\n\n" + f"{name}\n" * 100), f"{path}: not whole")
        source = re.search(r"^Received: .*\(\[(.*)\]\)", text, re.M).group(1)
        hosts.add(re.search(r"^\tby (\S+) ", text, re.M).group(1))
        found[name, source] += 1
    must(len(ledger) == SENDERS * MESSAGES, "the ledger")
    for entry in ledger:
        must(found[entry] >= 1, f"{entry} got a 250 and is lost")
    must(hosts == {"one", "two"}, f"both have served: {hosts}")
    # A message without its 250 may be there; the sender sends it again.
    twice = sum(found.values()) - len(ledger)
    must(0 <= twice <= tries, f"{twice} twice, {tries} sent again")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        main(sys.argv[1])
