#!/usr/bin/python3 -ESB
"""What no dialogue file can say of pop3d-lite: scripted_pop3.py PROGRAM
NAME, a function below. Writes below the current folder."""
import os
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dialogue import HASH, PATIENCE, Wrong  # noqa: E402

BOX = "mail/example.org/bob"
LOGIN = b"USER bob@example.org\r\nPASS secret\r\n"
HELLO = b"+OK pop3d-lite ready\r\n"
LOGGED_IN = b"+OK Now the password\r\n+OK Welcome\r\n"
LARGE = 2 << 20


def must(value, what):
    if not value:
        raise Wrong(what)


def prepare(bodies):
    for folder in ("tmp", "new", "cur"):
        os.makedirs(os.path.join(BOX, folder))
    for name, body in bodies.items():
        with open(os.path.join(BOX, name), "wb") as file:
            file.write(body)
    with open("users", "w", encoding="ascii") as file:
        file.write(f"bob@example.org:{HASH}:::::\n")


def start(stdin, stdout):
    server = subprocess.Popen(
        [sys.argv[1], "-c", "/dev/null", "-o", "users=users", "-o",
         f"mail={os.getcwd()}/mail/%d/%u", "-o", "log=none",
         "-o", "plaintext-auth=always"], stdin=stdin, stdout=stdout)
    stdin.close()
    if stdout is not stdin:
        stdout.close()
    return server


def one_write():
    """Pipelining costs one write: each is a packet here."""
    prepare({"new/1": b"one\n", "new/2": b"two\n", "new/3": b"three\n"})
    ours, theirs = socket.socketpair()
    packets, out = socket.socketpair(type=socket.SOCK_SEQPACKET)
    ours.sendall(LOGIN)
    server = start(theirs, out)
    must(packets.recv(65536) == HELLO + LOGGED_IN, "login")
    ours.sendall(b"STAT\r\nLIST\r\nUIDL\r\nRETR 1\r\nRETR 2\r\nDELE 1\r\n"
                 b"FOO\r\nRETR 3\r\nTOP 3 0\r\nNOOP\r\n")
    first = packets.recv(65536)
    must(first.count(b"\r\n.\r\n") == 6 and first.endswith(b".\r\n+OK\r\n"),
         f"not one write: {first!r}")
    ours.sendall(b"RSET\r\nQUIT\r\n")
    second = packets.recv(65536)
    must(second == b"+OK\r\n+OK Bye\r\n", f"not one write: {second!r}")
    must(packets.recv(65536) == b"", "more came")
    must(server.wait(PATIENCE) == 0, "exit")


def retrieve(change):
    """What RETR of a large message sends if its file is changed when the
    first octets of it have come; and what the connection ends with."""
    path = os.path.join(BOX, "new/1")
    with open(path, "wb") as file:
        file.write(b"x" * 99 + b"\n" * (LARGE - 99))
    ours, theirs = socket.socketpair()
    ours.settimeout(PATIENCE)
    server = start(theirs, theirs)
    ours.sendall(LOGIN + b"RETR 1\r\nQUIT\r\n")
    heard = b""
    while len(heard) < 300 and (got := ours.recv(100)):
        heard += got
    change(path)
    while got := ours.recv(1 << 20):
        heard += got
    must(server.wait(PATIENCE) == 0, "exit")
    return heard


def changing():
    """A message that shrinks or grows while it is sent does not end as a
    whole one does, and nothing is moved."""
    prepare({})
    whole = retrieve(lambda path: None)
    must(whole.endswith(b"\r\n.\r\n+OK Bye\r\n"), "it does not even work")
    os.unlink(os.path.join(BOX, "cur/1:2,S"))
    for size in (0, LARGE // 2, LARGE - 1, LARGE + 1, 2 * LARGE):
        heard = retrieve(lambda path, size=size: os.truncate(path, size))
        must(heard.startswith(HELLO + LOGGED_IN + b"+OK "), "no +OK")
        must(not heard.endswith(b"\r\n.\r\n") and b"Bye" not in heard,
             f"of {size}: {heard[-99:]!r}")
        must(os.listdir(os.path.join(BOX, "cur")) == [], "moved")


if __name__ == "__main__":
    globals()[sys.argv[2]]()
