"""Cases of tls_cases.py: tickets, and their key in `run`."""
import contextlib
import glob
import os
import socket
import subprocess
import tempfile
import threading
import time

from cases import case, same
from tls_site import BUILD, PATIENCE, Server, has


class Bridge:
    """A port that leads to one session after the other."""

    def __init__(self, *options):
        self.options, self.logs = options, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = str(self.listener.getsockname()[1])
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            theirs, _ = self.listener.accept()
            with tempfile.TemporaryFile() as log:
                subprocess.run(
                    [f"{BUILD}/smtpd-lite", "-c", "conf", *self.options],
                    stdin=theirs, stdout=theirs, stderr=log, check=True)
                theirs.close()
                log.seek(0)
                self.logs.append(log.read().decode())


def resumes(bridge, version, *options):
    """What OpenSSL says of a second session that has the ticket of the
    first."""
    said = ""
    with contextlib.suppress(FileNotFoundError):
        os.unlink("session")
    for how in ("-sess_out", "-sess_in"):
        if how == "-sess_in" and not os.path.exists("session"):
            return "none"
        done = subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{bridge.port}",
             "-crlf", "-ign_eof", "-CAfile", "tls/fullchain.pem", version, how,
             "session", *options], input=b"EHLO x\nQUIT\n", check=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
        said = done.stdout.decode("latin1")
        has(said, "221 ")
    return "Reused" if "\nReused, TLS" in said else \
        "New" if "\nNew, TLS" in said else said


@case
def tickets():
    """With a key in `run`, which is replaced when it is a day old; whatever
    is in its place does no harm. Without `run` there are none."""
    bridge = Bridge("-o", "tls=implicit")

    def state():
        st = os.lstat("run/ticket")
        same((st.st_mode & 0o7777, st.st_nlink), (0o600, 1))
        with open("run/ticket", "rb") as f:
            return f.read()

    for version in ("-tls1_2", "-tls1_3"):
        same(resumes(bridge, version), "Reused")
    key = state()
    # A renewed certificate does not matter to who was here.
    same(resumes(bridge, "-tls1_3"), "Reused")
    same(state(), key)
    old = time.time() - 86500
    for when in (old, time.time() + 9999):
        os.utime("run/ticket", (when, when))
        same(resumes(bridge, "-tls1_3"), "Reused")
        same(state() == key, False)
        key = state()
    for text in (b"", b"garbage", key[:40], b"\0" * len(key), key + b"x"):
        with open("run/ticket", "wb") as f:
            f.write(text)
        same(resumes(bridge, "-tls1_2"), "Reused")
        same(state() == key, False)
    with open("other", "wb") as f:
        f.write(b"somebody else's")
    for plant in (lambda path: os.symlink("../other", path),
                  lambda path: os.mkfifo(path, 0o600),
                  lambda path: os.link("other", path)):
        os.unlink("run/ticket")
        plant("run/ticket")
        same(resumes(bridge, "-tls1_3"), "Reused")
        state()
    # One that others could read is replaced.
    key = state()
    os.chmod("run/ticket", 0o644)
    same(resumes(bridge, "-tls1_3"), "Reused")
    same(state() == key, False)
    # What somebody else has written is kept, under another name.
    os.rename("other", "run/ticket")
    os.chmod("run/ticket", 0o644)
    number = os.stat("run/ticket").st_ino
    same(resumes(bridge, "-tls1_3"), "Reused")
    state()
    with open(f"run/ticket.foreign.{number}", "rb") as f:
        same(f.read(), b"somebody else's")
    for kept in glob.glob("run/ticket.foreign.*"):
        os.unlink(kept)
    # Where none can be had there is TLS all the same.
    os.unlink("run/ticket")
    os.mkdir("run/ticket")
    same(resumes(bridge, "-tls1_3"), "none")
    os.rmdir("run/ticket")
    same(resumes(Bridge("-o", "tls=implicit", "-o", "run=nowhere"),
                 "-tls1_2"), "New")
    same(os.path.exists("nowhere"), False)
    # Many at once make one key, and one that is killed leaves none behind.
    servers = [Server("tls=require") for _ in range(8)]
    for n, server in enumerate(servers):
        if n % 2:
            server.process.kill()
    for server in servers[::2]:
        server.line()
    state()
    same(os.listdir("run").count("ticket"), 1)
    same([x for x in os.listdir("run") if "ticket" in x], ["ticket"])
    same(resumes(bridge, "-tls1_3"), "Reused")
