"""A classroom for tests: users, mail and many sessions at once."""
import base64
import contextlib
import glob
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE = 30  # seconds; nothing is expected to take them
PEER = {"PROTO": "TCP", "TCPREMOTEIP": "192.0.2.7", "TCPREMOTEPORT": "4242"}
# The hash of `secret`.
HASH = "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$" \
    "7SNIAOIlFICCOgFg92tfQA$PtlioLdblLPooj8bbqL6JsKK2Kmwz5JP+6chwe120XY"


class Wrong(Exception):
    """It is not as it should be."""


def must(value, what):
    if not value:
        raise Wrong(what)


def same(found, wanted, what):
    must(found == wanted, f"{what}: {found!r}, not {wanted!r}")


def until(true, what):
    end = time.monotonic() + PATIENCE
    while not true():
        must(time.monotonic() < end, f"never: {what}")
        time.sleep(0.005)


def text64(*parts):
    return base64.b64encode("\0".join(parts).encode()).decode()


def plain(name, password):
    return "AUTH PLAIN " + text64("", name, password)


class Session:
    """One connection to a server."""

    def __init__(self, argv):
        self.socket, other = socket.socketpair()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            argv, stdin=other, stdout=other, stderr=self.log, env=PEER)
        other.close()
        self.rest = b""
        self.banner = self.reply()

    def line(self):
        """The next line, without its end; None at the end of all."""
        while b"\r\n" not in self.rest:
            if not select.select([self.socket], [], [], PATIENCE)[0]:
                raise Wrong(f"silence after {self.rest!r}")
            got = self.socket.recv(65536)
            if not got:
                return None
            self.rest += got
        line, self.rest = self.rest.split(b"\r\n", 1)
        return line.decode("latin-1")

    def reply(self):
        """The lines of the next reply."""
        lines = [self.line()]
        while lines[-1] is not None and lines[-1][3:4] == "-" and \
                lines[-1][:3].isdigit():
            lines.append(self.line())
        return lines

    def write(self, text):
        self.socket.sendall(text.encode("latin-1"))

    def ask(self, *lines):
        """The last line of the reply to the last of these."""
        for line in lines:
            self.write(line + "\r\n")
            reply = self.reply()[-1]
        return reply

    def is_(self, line, wanted):
        reply = self.ask(line) or ""
        must(reply.startswith(wanted), f"{line}: {reply!r}, not {wanted!r}")

    def quiet(self):
        """Nothing has been said that was not read."""
        return not self.rest and \
            not select.select([self.socket], [], [], 0)[0]

    def end(self):
        """Hangs up; the log."""
        self.socket.close()
        code = self.process.wait(PATIENCE)
        self.log.seek(0)
        log = self.log.read().decode()
        same(code, 0, f"exit code, log:\n{log}")
        return log


class Net(Session):
    """What nc is to a student."""

    def __init__(self, port):
        # pylint: disable=super-init-not-called
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.rest = b""

    def type(self, line):
        self.write(line + "\r\n")

    def finish(self, over):
        if over:
            same(self.line(), None, "the end")
        self.socket.close()


class Piped:
    """smtp-lite --interactive."""

    def __init__(self, argv):
        self.process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def line(self):
        return self.process.stdout.readline().rstrip("\r\n")

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def finish(self, over):
        must(over, "it has no end")
        same(self.process.wait(PATIENCE), 0, "exit code")


class Room:
    """A site in the teaching dialect, in a folder of its own."""

    def __init__(self, *options, users=("bob@example.org",)):
        self.top = tempfile.mkdtemp(prefix="room.")
        dialects = [o for o in options if o.startswith("dialect=")]
        self.options = [
            "hostname=mx.example", "log=stderr", "signup=open",
            "plaintext-auth=always",
            *([] if dialects else ["dialect=teaching"]), *options]
        self.sessions, self.listeners = [], []
        self.users_path = self.path("users")
        os.mkdir(self.path("run"))
        with open(self.path("conf"), "w", encoding="utf-8") as file:
            file.write(f"mail = {self.path('mail')}/%d/%u\n")
            for key in ("users", "aliases", "keys", "authorized-keys", "run"):
                file.write(f"{key} = {self.path(key)}\n")
        self.write("users", "".join(line + "\n" for line in users))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        for session in self.sessions if kind else []:
            session.log.seek(0)
            print(session.log.read().decode(), end="")
        for session in self.sessions:
            if session.process.poll() is None:
                session.process.send_signal(signal.SIGCONT)
                session.process.kill()
                session.process.wait()
            session.socket.close()
            session.log.close()
        for listener in self.listeners:
            listener.kill()
            listener.wait()
        until(self.is_gone, "an empty room")

    def is_gone(self):
        """Removes the room. What a killed one has left ends of itself, and
        may write to `run` meanwhile."""
        with contextlib.suppress(OSError):
            shutil.rmtree(self.top)
        return not os.path.exists(self.top)

    def path(self, name):
        return os.path.join(self.top, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="latin-1") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(text)

    def read(self, name="users"):
        with open(self.path(name), encoding="latin-1") as file:
            return file.read()

    def names(self):
        """The addresses in `users`, as they stand."""
        return [line.split(":")[0] for line in self.read().splitlines()]

    def argv(self, program, *options):
        argv = [os.path.join(os.environ["BUILD"], program),
                "-c", self.path("conf")]
        for option in [*self.options, *options]:
            argv += ["-o", option.replace("@", self.top + "/")]
        return argv

    def session(self, program, *options):
        # A failed login costs no wait here.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path("run/failures"))
        session = Session(self.argv(program, *options))
        self.sessions.append(session)
        return session

    def smtp(self, *options):
        return self.session("smtpd-lite", *options)

    def pop3(self, *options):
        return self.session("pop3d-lite", *options)

    def serve(self, program, *options):
        """Starts one for every connection; the port."""
        listener = subprocess.Popen(
            [os.environ["SRC"] + "/test/lib/inetd.py",
             *self.argv(program, *options)], text=True,
            stdout=subprocess.PIPE, stderr=open(self.path("log"), "ab"))
        self.listeners.append(listener)
        return int(listener.stdout.readline())

    def logged_in(self, name, password, *options):
        s = self.smtp(*options)
        s.ask("EHLO client.example")
        s.is_(plain(name, password), "235")
        return s

    def ctl(self, *words, password="secret"):
        done = subprocess.run(
            self.argv("smtpd-litectl") + list(words), text=True,
            input=password + "\n", capture_output=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def deliver(self, to, text="hello", sender="<>"):
        s = self.smtp()
        s.ask("EHLO client.example")
        s.is_(f"MAIL FROM:{sender}", "250")
        s.is_(f"RCPT TO:{to}", "250")
        s.is_("DATA", "354")
        s.is_(text + "\r\n.", "250")
        s.is_("QUIT", "221")
        s.end()

    def mail(self, address):
        """The files in new/ of this mailbox."""
        local, domain = address.split("@")
        return glob.glob(self.path(f"mail/{domain}/{local}/new/*"))


def main(functions):
    """Runs the one that is asked for."""
    try:
        functions[sys.argv[1]]()
    except Wrong as why:
        sys.exit(str(why))
