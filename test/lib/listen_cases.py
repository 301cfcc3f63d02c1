#!/usr/bin/python3 -ESB
"""Servers that accept their connections themselves: listen_cases.py NAME, a
function below."""
import fcntl
import os
import re
import resource
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import HASH, PATIENCE, main, must, same, until

BUSY, MENDING = b"421 4.7.0 ", b"421 4.3.5 "


def children(pid):
    """Processes that are its children."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def descriptors(pid):
    """{number: what it is}."""
    top = f"/proc/{pid}/fd"
    return {int(fd): os.readlink(f"{top}/{fd}") for fd in os.listdir(top)}


def state(pid):
    """The letter of ps(1); Z is a zombie, None is nobody."""
    try:
        with open(f"/proc/{pid}/stat", encoding="latin-1") as file:
            return file.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return None


class Peer:
    """One connection to a listener."""

    def __init__(self, address, source=None):
        if isinstance(address, str):
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(address)
        else:
            self.socket = socket.create_connection(
                address, PATIENCE, (source, 0) if source else None)
        self.socket.settimeout(PATIENCE)
        self.file = self.socket.makefile("rb")

    def line(self):
        """The next line; empty at the end."""
        return self.file.readline()

    def ask(self, *lines):
        """The last line of the reply to the last of these."""
        for line in lines:
            self.socket.sendall(line.encode() + b"\r\n")
            reply = self.line()
            while reply[3:4] == b"-" and reply[:3].isdigit():
                reply = self.line()
        return reply

    def is_(self, wanted, *lines):
        reply = self.ask(*lines) if lines else self.line()
        must(reply.startswith(wanted), f"{lines}: {reply!r}, not {wanted!r}")
        return self

    def over(self, wanted):
        """That is said, and then it is closed."""
        self.is_(wanted)
        same(self.file.read(), b"", "behind the last line")
        self.close()

    def close(self):
        self.file.close()
        self.socket.close()


class Site:
    """A server on sockets of its own, in a folder of its own."""

    def __init__(self, *options, program="smtpd-lite", conf="", sockets=None):
        self.top = tempfile.mkdtemp(prefix="listen.")
        self.pid, self.program = None, program
        os.mkdir(self.path("run"))
        self.write("users", f"bob@example.org:{HASH}:::::\n")
        self.write("conf", conf)
        self.options = ["hostname=mx.example", "log=stderr", *options]
        self.options += [f"mail={self.path('mail')}/%d/%u"]
        self.options += [f"{key}={self.path(key)}" for key in (
            "users", "aliases", "keys", "authorized-keys", "run")]
        self.sockets = sockets or [
            socket.create_server(("127.0.0.1", 0), backlog=512)]
        self.address = self.sockets[0].getsockname()
        self.wrap, self.peers = [], []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            print(self.log())
        for peer in self.peers:
            peer.close()
        if self.pid is not None:
            left = children(self.pid)
            for pid in [self.pid, *left]:
                os.kill(pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for listening in self.sockets:
            listening.close()
        shutil.rmtree(self.top)

    def path(self, name):
        return os.path.join(self.top, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="latin-1") as file:
            file.write(text)

    def log(self):
        with open(self.path("log"), encoding="latin-1") as file:
            return file.read()

    def logged(self, pattern):
        until(lambda: re.search(pattern, self.log()), f"logged: {pattern}")

    def argv(self):
        argv = [os.path.join(os.environ["BUILD"], self.program),
                "-c", self.path("conf")]
        for option in self.options:
            argv += ["-o", option]
        return self.wrap + argv

    def start(self, how="stdin", env=None, limits=()):
        """With its first socket as standard input, or all in LISTEN_FDS;
        `both`: standard error is the socket, too. LIMITS: resource, value."""
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self.become(how, dict(env or {}), limits)
            finally:
                os._exit(127)
        return self

    def become(self, how, env, limits):
        log = os.open(self.path("log"),
                      os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        null = os.open("/dev/null", os.O_RDWR)
        high = [fcntl.fcntl(s.fileno(), fcntl.F_DUPFD, 100)
                for s in self.sockets]
        named = "LISTEN_FDS" in env or how == "fds"
        stdin = null if named else high[0]
        both = how == "both"
        os.dup2(stdin, 0)
        os.dup2(stdin, 1)
        os.dup2(stdin if both else log, 2)
        os.closerange(3, 100)
        if named:
            for i, fd in enumerate(high):
                os.dup2(fd, 3 + i)
            env = {"LISTEN_PID": str(os.getpid()),
                   "LISTEN_FDS": str(len(high)), **env}
        os.closerange(100, 300)
        for what, value in limits:
            resource.setrlimit(what, (value, resource.getrlimit(what)[1]))
        for name in os.environ:
            if name.endswith("SAN_OPTIONS") or name == "PATH":
                env[name] = os.environ[name]
        argv = self.argv()
        os.execvpe(argv[0], argv, env)

    def ended(self):
        """The exit code, if it has ended."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return None
        self.pid = None
        return os.waitstatus_to_exitcode(status)

    def end(self, code=0, tell=signal.SIGTERM):
        if tell:
            os.kill(self.pid, tell)
        codes = []
        until(lambda: codes.append(self.ended()) or codes[-1] is not None,
              "the listener ends")
        same(codes[-1], code, "exit code")

    def peer(self, address=None, source=None):
        peer = Peer(address or self.address, source)
        self.peers.append(peer)
        return peer

    def talks(self, address=None, source=None):
        """A peer who is served."""
        first = b"+OK " if self.program == "pop3d-lite" else b"220 "
        return self.peer(address, source).is_(first)

    def sessions(self):
        return children(self.pid)

    def has(self, n):
        until(lambda: len(self.sessions()) == n, f"{n} sessions")


def serve_mail(site, address=None):
    peer = site.talks(address)
    peer.is_(b"250", "EHLO client.example", "MAIL FROM:<ann@client.example>",
             "RCPT TO:<bob@example.org>")
    peer.is_(b"354", "DATA")
    peer.is_(b"250", "Subject: x\r\n\r\nHello.\r\n.")
    peer.is_(b"221", "QUIT")
    same(peer.line(), b"", "the end")


def stored(site):
    new = site.path("mail/example.org/bob/new")
    return sorted(os.listdir(new)) if os.path.isdir(new) else []


def standard_input():
    """Each connection is a session of its own."""
    with Site().start() as site:
        for _ in range(3):
            serve_mail(site)
        same(len(stored(site)), 3, "messages")
        site.has(0)
        found = re.findall(r"^smtpd-lite\[(\d+)\]: session rip=127\.0\.0\.1 ",
                           site.log(), re.M)
        same(len(set(found)), 3, "sessions in the log")
        must(str(site.pid) not in found, "the listener serves none itself")
        site.end()


def pop3():
    with Site("plaintext-auth=always", program="pop3d-lite",
              conf="max-per-source = 1\n").start() as site:
        peer = site.talks()
        site.peer().over(b"-ERR [SYS/TEMP] ")
        peer.is_(b"+OK", "USER bob@example.org", "PASS secret", "STAT")
        site.write("conf", "nonsense\n")
        site.peer().over(b"-ERR [SYS/TEMP] ")
        os.kill(site.pid, signal.SIGTERM)
        peer.over(b"-ERR [SYS/TEMP] ")
        site.end(tell=None)


def listen_fds():
    """All of them that listen, a UNIX socket among them; and nobody's who
    has another process id."""
    with tempfile.TemporaryDirectory() as top:
        path = top + "/socket"
        local = socket.socket(socket.AF_UNIX)
        local.bind(path)
        local.listen()
        pair = socket.socketpair()
        sockets = [socket.create_server(("127.0.0.1", 0)), pair[0], local]
        with Site("max-per-source=1", sockets=sockets).start("fds") as site:
            serve_mail(site, path)
            serve_mail(site)
            site.has(0)
            one, two = site.talks(path), site.talks(path)
            three = site.talks()
            site.peer().over(BUSY)
            for peer in one, two, three:
                peer.is_(b"221", "QUIT")
            site.logged("session rip=unix ")
            site.end()
    for env in ({"LISTEN_PID": "1"}, {"LISTEN_FDS": "x"}, {"LISTEN_FDS": "0"},
                {"LISTEN_FDS": "-1"}, {"LISTEN_PID": ""}):
        with Site().start("fds", env={"LISTEN_FDS": "1", **env}) as site:
            site.end(tell=None)
            must("session rip=local" in site.log(), site.log())


def environment():
    """It tells nothing of peers."""
    env = {"PROTO": "TCP", "TCPREMOTEIP": "192.0.2.1",
           "REMOTE_ADDR": "192.0.2.2", "REMOTE_HOST": "192.0.2.3"}
    with Site().start(env=env) as site:
        serve_mail(site)
        site.logged("session rip=127.0.0.1 ")
        must("192.0.2" not in site.log(), site.log())
        with open(site.path("mail/example.org/bob/new/") + stored(site)[0],
                  encoding="ascii") as file:
            must("([127.0.0.1])" in file.read(), "Received")
        site.end()


if __name__ == "__main__":
    main(globals())
