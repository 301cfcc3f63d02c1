#!/usr/bin/python3 -ESB
"""Servers that accept their connections themselves: listen_cases.py NAME, a
function below."""
import contextlib
import fcntl
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
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
    top, found = f"/proc/{pid}/fd", {}
    for fd in os.listdir(top):
        with contextlib.suppress(FileNotFoundError):  # closed just now
            found[int(fd)] = os.readlink(f"{top}/{fd}")
    return found


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
        self.write("log", "")
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

    def start(self, how="stdin", env=None):
        """With its first socket as standard input, or all in LISTEN_FDS;
        `both`: standard error is the socket, too."""
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self.become(how, dict(env or {}))
            finally:
                os._exit(127)
        return self

    def become(self, how, env):
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
        for name in os.environ:
            if name.endswith("SAN_OPTIONS") or name == "PATH":
                env[name] = os.environ[name]
        argv = self.argv()
        os.execvpe(argv[0], argv, env)

    def metrics(self):
        tool = os.path.join(os.environ["BUILD"], "smtpd-litectl")
        return subprocess.run([tool, *self.argv()[1:], "metrics"], check=True,
                              stdout=subprocess.PIPE).stdout.decode()

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


def connections():
    """max-connections and max-per-source; a place is free again when a
    session has ended."""
    for option, key in (("max-connections=2", "max-connections"),
                        ("max-per-source=2", "max-per-source")):
        with Site(option).start() as site:
            held = [site.talks(), site.talks()]
            site.peer().over(BUSY)
            site.logged(f"turned-away rip=127.0.0.1 .*{key}=1")
            held[0].is_(b"221", "QUIT")
            site.has(1)
            site.talks()
            if key == "max-per-source":
                site.talks(source="127.0.0.2")
            else:
                site.peer(source="127.0.0.2").over(BUSY)
            site.end()
            # The last line, too, though it was not due yet.
            same(site.log().count(" turned-away "),
                 1 if key == "max-per-source" else 2, "lines")
            must(f'limit="{key}"}} 1\n' in site.metrics(), site.metrics())


def turned_away_and_bad_users():
    """They count with the next session, also if it cannot be served."""
    with Site("max-connections=1").start() as site:
        held = site.talks()
        site.peer().over(BUSY)
        site.logged("turned-away ")
        held.is_(b"221", "QUIT")
        site.has(0)
        os.rename(site.path("users"), site.path("away"))
        site.peer().over(b"421 4.3.5 ")
        os.rename(site.path("away"), site.path("users"))
        site.end()
        must('limit="max-connections"} 1\n' in site.metrics(),
             site.metrics())


def sources():
    """An IPv4 address is the same in the clothes of IPv6; a peer on a UNIX
    socket is nowhere."""
    with tempfile.TemporaryDirectory() as top:
        local = socket.socket(socket.AF_UNIX)
        local.bind(top + "/socket")
        local.listen()
        four = socket.create_server(("127.0.0.1", 0))
        six = socket.create_server(
            ("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        sockets = [four, six, local]
        with Site("max-per-source=1", sockets=sockets).start("fds") as site:
            port = six.getsockname()[1]
            site.talks()
            site.peer(("127.0.0.1", port)).over(BUSY)
            site.talks(("::1", port))
            site.peer(("::1", port)).over(BUSY)
            for _ in range(3):
                site.talks(top + "/socket")
            site.end()


def turned_away():
    """Many who are turned away cost a line a second, which counts them all,
    and none of them can hold up the others."""
    with Site("max-connections=1").start() as site:
        held, began = site.talks(), time.monotonic()
        deaf = []
        for _ in range(300):
            deaf.append(socket.create_connection(site.address))
        for one in deaf:
            same(one.recv(10)[:9], BUSY[:9], "what a peer is told")
            one.close()
        counts = []

        def counted():
            counts[:] = map(int, re.findall(
                r"turned-away rip=127.0.0.1 max-connections=(\d+) ",
                site.log()))
            return sum(counts) == 300

        until(counted, "300 in the log")
        must(len(counts) <= 2 + time.monotonic() - began, f"lines: {counts}")
        held.is_(b"250", "EHLO client.example")
        # They count with the next session.
        held.is_(b"221", "QUIT")
        site.has(0)
        site.talks().is_(b"221", "QUIT")
        until(lambda: 'limit="max-connections"} 300\n' in site.metrics(),
              "300 in the counters")
        site.end()


def idle_exit():
    """It ends when it has been without a session for so long, and with one
    it does not."""
    with Site("idle-exit=1").start() as site:
        site.end(tell=None)
        site.start()
        held = site.talks()
        site.talks().is_(b"221", "QUIT")
        site.has(1)
        time.sleep(1.5)
        same(site.ended(), None, "an end with a session under way")
        held.is_(b"221", "QUIT")
        site.end(tell=None)
    with Site("idle-exit=0").start() as site:
        time.sleep(1.5)
        same(site.ended(), None, "an end where there is none")
        site.end()


def configuration():
    """Read again when it has changed; a bad one is logged once, answered,
    and no end; sessions keep theirs."""
    with Site(conf="hostname = one.example\n") as site:
        site.options.remove("hostname=mx.example")
        site.start()
        first = site.peer().is_(b"220 one.example ")
        site.write("conf", "hostname = two.example\n")
        site.peer().is_(b"220 two.example ")
        site.write("conf", "hostname = three.example\nmax-errors = 0\n")
        for _ in range(3):
            site.peer().over(MENDING)
        same(site.log().count("conf:2: bad value"), 1, "complaints")
        site.logged("turned-away rip=127.0.0.1 .* configuration=")
        os.unlink(site.path("conf"))
        site.peer().over(MENDING)
        must("conf: No such file" in site.log(), site.log())
        site.write("conf", "hostname = four.example\n")
        site.peer().is_(b"220 four.example ")
        os.rename(site.path("conf"), site.path("away"))
        site.write("other", "hostname = five.example\n")
        os.rename(site.path("other"), site.path("conf"))
        site.peer().is_(b"220 five.example ")
        first.is_(b"250 HELP", "EHLO client.example")
        site.end()


def bad_start():
    """A configuration that is bad at the start is no end either."""
    with Site(conf="nonsense\n").start() as site:
        site.peer().over(MENDING)
        site.logged("^smtpd-lite.*: file what=.*conf:1: ")
        site.write("conf", "max-connections = 1\n")
        held = site.talks()
        site.peer().over(BUSY)
        held.is_(b"221", "QUIT")
        site.end()
    with Site("max-per-source=0").start() as site:
        site.peer().over(MENDING)
        site.logged("-o: bad value: ")
        site.end()
    with Site() as site:
        argv = site.argv() + ["--nonsense"]
        site.argv = lambda: argv
        site.start()
        site.end(64, tell=None)


def mended():
    """What shows in the time of the last change alone is seen as well: another
    mode, and a change after which the time of the text is put back."""
    with Site(conf="hostname = one.example\n") as site:
        site.options.remove("hostname=mx.example")
        conf = site.path("conf")

        def change(way, *arguments):
            """Until it shows: these times advance in ticks."""
            old = os.stat(conf)
            while os.stat(conf).st_ctime_ns == old.st_ctime_ns:
                way(*arguments)
                os.utime(conf, ns=(old.st_atime_ns, old.st_mtime_ns))

        if os.geteuid() == 0:  # who reads what nobody may
            site.wrap = ["setpriv", "--bounding-set=-dac_override,"
                         "-dac_read_search",
                         "--inh-caps=-dac_override,-dac_read_search"]
        os.chmod(conf, 0)
        site.start()
        site.peer().over(MENDING)
        change(os.chmod, conf, 0o600)
        site.peer().is_(b"220 one.example ")
        change(site.write, "conf", "hostname = two.example\n")
        site.peer().is_(b"220 two.example ")
        change(os.chmod, conf, 0)
        site.peer().over(MENDING)
        site.end()


def implicit_bad_start():
    """On a port for TLS not a word, also where the configuration is bad from
    the start, and whatever in it says that it is one."""
    for options, conf in ((["tls=implicit"], "nonsense\n"),
                          ([], "tls = implicit\nnonsense\n")):
        for program in "smtpd-lite", "pop3d-lite":
            with Site(*options, conf=conf, program=program).start() as site:
                same(site.peer().file.read(), b"", program)
                site.logged("turned-away .* configuration=1")
                site.end()


def traced(site, *inject):
    """The site's listener under strace, its calls in `calls`."""
    if not shutil.which("strace"):
        print("no strace")
        sys.exit(77)
    site.wrap = ["strace", "-o", site.path("calls"), *inject]
    return site


def calls(site):
    with open(site.path("calls"), encoding="latin-1") as file:
        return file.read().splitlines()


def no_descriptors():
    """Without a descriptor it waits, and neither spins nor ends."""
    with traced(Site()).start() as site:
        serve_mail(site)
        pid = children(site.pid)[0]
        until(lambda: not children(pid), "the session ends")
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (5, 64))
        peers = [site.peer() for _ in range(3)]
        site.logged("listen what=.cannot accept. error=.")
        before = len(calls(site))
        time.sleep(2.5)
        spent = len(calls(site)) - before
        must(spent < 40, f"{spent} calls for nothing")
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (64, 64))
        for peer in peers:
            peer.is_(b"220 ")
        same(site.log().count("cannot accept"), 1, "lines")
        os.kill(pid, signal.SIGTERM)
        site.end(tell=None)


def failing(call, error, what):
    """CALL fails three times: nobody is refused, and nobody spins."""
    with traced(Site(), "-e", f"inject={call}:error={error}:when=1..3").start(
            ) as site:
        peers = [site.peer() for _ in range(3)]
        for peer in peers:
            peer.is_(b"220 ")
        # Before that it starts, each build in its own way.
        made = calls(site)
        first = next(i for i, line in enumerate(made) if "accept4(" in line)
        must(len(made) - first < 100, f"{len(made) - first} calls")
        if what:
            must(what in site.log(), site.log())
            same(site.log().count(what), 1, "lines of that")
        else:
            must("listen" not in site.log(), site.log())
        os.kill(children(site.pid)[0], signal.SIGTERM)
        site.end(tell=None)


def no_process():
    for error in "EAGAIN", "ENOMEM":
        failing("fork,vfork,clone,clone3", error, "cannot fork")


def no_process_at_the_end():
    """Who waits for a process at the end is told, but on a port for TLS."""
    for tls, said in (("offer", b"421 4.3.2 Cannot serve now, try later\r\n"),
                      ("implicit", b"")):
        with traced(Site(f"tls={tls}"), "-e", "inject=fork,vfork,clone,clone3:"
                    "error=EAGAIN").start() as site:
            peer = site.peer()
            site.logged("cannot fork")
            os.kill(children(site.pid)[0], signal.SIGTERM)
            same(peer.file.read(), said, tls)
            site.end(tell=None)


def no_memory():
    for error in "ENOMEM", "ENOBUFS", "ENFILE":
        failing("accept4", error, "cannot accept")


def passing():
    """Connections that failed before they were ours."""
    for error in "ECONNABORTED", "EPROTO", "EINTR", "EAGAIN", "EHOSTUNREACH":
        failing("accept4", error, None)


def gone():
    """A socket that listens no more is an end, and sessions are told."""
    with Site().start() as site:
        held = site.talks()
        site.sockets[0].shutdown(socket.SHUT_RDWR)
        held.over(b"421 4.3.2 ")
        site.end(71, tell=None)


def terminated():
    """Sessions are told, and what is not accepted stays for the next one."""
    with Site().start() as site:
        idle = site.talks().is_(b"250", "EHLO client.example")
        body = site.talks().is_(b"250", "EHLO client.example",
                                "MAIL FROM:<>", "RCPT TO:<bob@example.org>")
        body.is_(b"354", "DATA")
        body.socket.sendall(b"half of it\r\n")
        os.kill(site.pid, signal.SIGTERM)
        idle.over(b"421 4.3.2 ")
        body.over(b"421 4.3.2 ")
        site.end(tell=None)
        same(stored(site), [], "mail")
        same(site.log().count("end=term"), 2, "sessions told")
        later = site.peer()
        site.start()
        later.is_(b"220 ")
        site.end()


def hung_up():
    """SIGHUP: the listener ends at once, its sessions as they would have, and
    the next one serves what was not accepted."""
    with Site().start() as site:
        body = site.talks().is_(b"250", "EHLO client.example", "MAIL FROM:<>",
                                "RCPT TO:<bob@example.org>")
        body.is_(b"354", "DATA")
        body.socket.sendall(b"Subject: x\r\n\r\nhalf of it\r\n")
        site.end(tell=signal.SIGHUP)
        site.start()
        site.talks()
        body.socket.sendall(b"and the rest\r\n.\r\n")
        body.is_(b"250 2.0.0").socket.sendall(b"QUIT\r\n")
        body.over(b"221 ")
        same(len(stored(site)), 1, "messages")
        site.end()


def hung_up_first():
    """SIGHUP to a listener with which all other processes end: it lets go of
    its sockets, and waits for its sessions; SIGTERM ends them."""
    with Site() as site:
        site.wrap = ["unshare", "-Urpf", "--kill-child"]

        def half():
            peer = site.start().talks()
            peer.is_(b"250", "EHLO client.example", "MAIL FROM:<>",
                     "RCPT TO:<bob@example.org>")
            peer.is_(b"354", "DATA")
            listener, = children(site.pid)
            os.kill(listener, signal.SIGHUP)
            until(lambda: "socket:" not in str(descriptors(listener)),
                  "it lets go of its sockets")
            return peer, listener

        peer, _ = half()
        peer.socket.sendall(b"Subject: x\r\n\r\nHello.\r\n.\r\n")
        peer.is_(b"250 2.0.0").socket.sendall(b"QUIT\r\n")
        peer.over(b"221 ")
        site.end(tell=None)
        same(len(stored(site)), 1, "messages")
        peer, listener = half()
        os.kill(listener, signal.SIGTERM)
        peer.over(b"421 4.3.2 ")
        site.end(tell=None)


def patience():
    """It waits for sessions for 30 seconds. They go on without it, one with
    its commit."""
    with Site().start() as site:
        held, commits = site.talks(), site.talks()
        commits.is_(b"354", "EHLO client.example", "MAIL FROM:<>",
                    "RCPT TO:<bob@example.org>", "DATA")
        guards = site.sessions()
        for guard in guards:
            os.kill(guard, signal.SIGSTOP)
        commits.socket.sendall(b"Subject: x\r\n\r\nHello.\r\n.\r\n")
        began = time.monotonic()
        os.kill(site.pid, signal.SIGTERM)
        codes = []
        while codes[-1:] in ([], [None]) and time.monotonic() < began + 120:
            time.sleep(0.1)
            codes.append(site.ended())
        same(codes[-1], 0, "exit code")
        must(time.monotonic() - began > 29, "it did not wait")
        must('listen what="a session goes on"' in site.log(), site.log())
        for guard in guards:
            os.kill(guard, signal.SIGCONT)
        held.over(b"421 4.3.2 ")
        commits.is_(b"250 ").over(b"421 4.3.2 ")
        same(len(stored(site)), 1, "messages")


def restarted():
    """A restart refuses nobody."""
    with Site("max-per-source=1000").start() as site:
        said, ended = [], threading.Event()

        def some():
            while not ended.is_set():
                peer = Peer(site.address)
                said.append(peer.line()[:4])
                peer.close()

        def serves():
            # One banner of each thread may be of the listener before.
            enough = len(said) + 2 * len(threads)
            until(lambda: len(said) >= enough, "it serves")

        threads = [threading.Thread(target=some) for _ in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(8):
            serves()
            site.end()
            site.start()
        serves()
        ended.set()
        for thread in threads:
            thread.join()
        same(set(said), {b"220 "}, f"of {len(said)} banners")
        site.end()


def kept_apart():
    """No descriptor of a session is in the listener, and none of the
    listener's in a session; none is left of a configuration, good or bad."""
    with Site("log=none").start("both") as site:
        held = [site.talks().is_(b"250", "EHLO x") for _ in range(3)]
        site.write("conf", "nonsense\n")
        site.peer().over(MENDING)
        os.unlink(site.path("conf"))
        site.peer().over(MENDING)
        site.write("conf", "max-errors = 9\n")
        held.append(site.talks().is_(b"250", "EHLO x"))
        listening = os.readlink(f"/proc/self/fd/{site.sockets[0].fileno()}")
        mine = descriptors(site.pid)
        same({fd: what for fd, what in mine.items() if fd < 3},
             dict.fromkeys(range(3), "/dev/null"), "fds 0 to 2")
        same(mine[3], listening, "fd 3")
        same(sorted(mine), [0, 1, 2, 3], "descriptors of the listener")
        for guard in site.sessions():
            wire, = children(guard)
            must(listening not in descriptors(guard).values(), "guard")
            must(listening not in descriptors(wire).values(), "wire")
            same(sorted(descriptors(wire)), [0, 1, 2, 3], "those of the wire")
        for peer in held:
            peer.is_(b"221", "QUIT")
        site.end()


def no_zombies():
    """Who ends, ends; a guard that is killed takes its wire along."""
    with Site("max-per-source=100").start() as site:
        for _ in range(30):
            site.talks()
        site.has(30)
        guards = site.sessions()
        wires = [children(guard)[0] for guard in guards]
        for guard in guards[:10]:
            os.kill(guard, signal.SIGKILL)
        for wire in wires[10:20]:
            os.kill(wire, signal.SIGKILL)
        site.has(10)
        until(lambda: all(state(pid) is None for pid in
                          guards[:20] + wires[:20]), "they are gone")
        serve_mail(site)
        until(lambda: all(state(pid) != "Z" for pid in site.sessions()),
              "no zombie")
        site.end()


def first_process():
    """As the first of a container it is given the wires of dead guards."""
    with Site() as site:
        site.wrap = ["unshare", "-Urpf", "--kill-child"]
        site.start()
        until(lambda: len(children(site.pid)) == 1, "it is started")
        listener, = children(site.pid)
        serve_mail(site)
        held = site.talks()
        until(lambda: len(children(listener)) == 1, "one session")
        guard, = children(listener)
        os.kill(guard, signal.SIGKILL)
        same(held.line(), b"", "the end")
        until(lambda: not children(listener), "nobody is left, or a zombie")
        serve_mail(site)
        os.kill(listener, signal.SIGTERM)
        site.end(tell=None)


def quiet():
    """What inetd leaves on fd 2 is never written to."""
    for log in "auto", "stderr":
        with Site(f"log={log}", conf="nonsense\n") as site:
            site.options.remove("log=stderr")
            site.start("both")
            site.peer().over(MENDING)
            site.write("conf", "")
            peer = site.talks()
            peer.is_(b"250", "EHLO client.example")
            peer.is_(b"250", "MAIL FROM:<>")
            peer.is_(b"550", "RCPT TO:<nobody@example.org>")
            peer.is_(b"221", "QUIT")
            same(peer.line(), b"", "the end")
            same(site.log(), "", "on standard error")
            site.end()


if __name__ == "__main__":
    main(globals())
