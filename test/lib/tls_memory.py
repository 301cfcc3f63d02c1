#!/usr/bin/python3 -ESB
"""Whose memory has the private key of TLS, and who has the peer's socket:
tls_memory.py, as root, in a scratch folder. BUILD names the build.

With tls = require all processes are there before the handshake. The key is
looked for in each of them, before it and afterwards, as octets of either order:
where it is found, it must be the key process, and that is gone afterwards.
"""
import contextlib
import os
import re
import smtplib
import socket
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
import tls_site  # noqa: E402

ENOUGH = 16  # octets of a secret number


def secrets(key):
    """Numbers that nobody else may have."""
    text = subprocess.run(["openssl", "pkey", "-in", key, "-noout", "-text"],
                          check=True, stdout=subprocess.PIPE).stdout.decode()
    found = []
    for name in ("priv", "privateExponent", "prime1", "prime2", "exponent1",
                 "exponent2", "coefficient"):
        block = re.search(rf"^{name}:\n((?: +[0-9a-f:]+\n)+)", text, re.M)
        if block:
            octets = bytes.fromhex(re.sub(r"[\s:]", "", block[1])).lstrip(b"\0")
            found += [octets[:ENOUGH], octets[::-1][:ENOUGH],
                      octets[-ENOUGH:], octets[::-1][-ENOUGH:]]
    return found + [line.encode() for line in open(key, encoding="ascii")
                    if len(line) > 60]


def family(pid):
    """The processes of a session."""
    pids = [pid]
    for p in pids:
        for path in (f"/proc/{p}/task/{p}/children",):
            with open(path, encoding="ascii") as f:
                pids += [int(x) for x in f.read().split()]
    return pids


def memory(pid):
    octets = []
    with open(f"/proc/{pid}/maps", encoding="ascii") as maps, \
            open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            span, bits = line.split()[:2]
            if bits[0] != "r" or "[v" in line:
                continue
            low, high = (int(x, 16) for x in span.split("-"))
            mem.seek(low)
            try:
                octets.append(mem.read(high - low))
            except OSError:
                pass
    return b"".join(octets)


def name(pid):
    with open(f"/proc/{pid}/comm", encoding="ascii") as f:
        return f.read().strip()


def state(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as f:
        return f.read().rsplit(")", 1)[1].split()[0]


def holders(pid, wanted):
    """Who is alive, and has one of these; a process that ends meanwhile is
    not."""
    alive, found = [], []
    for p in family(pid):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            octets = memory(p)
            if state(p) != "Z":
                alive.append(p)
                found += [p] if any(x in octets for x in wanted) else []
    return alive, found


def having(pids, wanted):
    """Who has one of these open: what the links in /proc say."""
    return [p for p in pids
            if not wanted.isdisjoint(
                os.readlink(f"/proc/{p}/fd/{fd}")
                for fd in os.listdir(f"/proc/{p}/fd"))]


def descriptors():
    """Who has the peer's socket, before STARTTLS and after it; and nobody has
    what a super-server left open."""
    left = os.pipe()
    marks = {os.readlink(f"/proc/self/fd/{fd}") for fd in left}
    server = tls_site.Server("tls=require", left_open=left)
    s = server.smtp()
    s.ehlo()
    guard, wire, relay, key = pids = family(server.process.pid)
    peer = {os.readlink(f"/proc/{wire}/fd/0")}
    tls_site.same(having(pids, peer), [wire, relay])
    tls_site.same(having(pids, marks), [])
    s.starttls(context=tls_site.trusting())
    s.ehlo()
    tls_site.gone(key)
    pids = [guard, wire, relay]
    tls_site.same(having(pids, peer), [relay])
    tls_site.same(having(pids, marks), [])
    # Standard ones, the guard's socket and the wire's.
    tls_site.same(len(os.listdir(f"/proc/{relay}/fd")), 5)
    s.quit()
    tls_site.same(server.end()[0], 0)
    # Without a pair there is no starter.
    os.rename("tls/privkey.pem", "away")
    server = tls_site.Server()
    server.ask("NOOP")
    tls_site.same(len(family(server.process.pid)), 2)
    server.end()
    os.rename("away", "tls/privkey.pem")


def listener():
    """A listener, and a session of its own: it reads no key."""
    tls_site.make_pair()
    wanted = secrets("tls/privkey.pem")
    listening = socket.create_server(("127.0.0.1", 0))
    process = subprocess.Popen(
        [f"{tls_site.BUILD}/smtpd-lite", "-c", "conf", "-o", "tls=require"],
        stdin=listening, stderr=subprocess.DEVNULL)
    with smtplib.SMTP(*listening.getsockname()) as s:
        alive, found = holders(process.pid, wanted)
        tls_site.same(len(alive), 5)
        tls_site.same(found, alive[-1:])
        s._host = "mx.example"
        s.starttls(context=tls_site.trusting())
        tls_site.gone(alive[-1])
        tls_site.same(holders(process.pid, wanted)[1], [])
    process.terminate()
    tls_site.same(process.wait(60), 0)


def main():
    os.umask(0o077)
    tls_site.make_site()
    for kind in tls_site.KINDS:
        tls_site.make_pair(kind)
        wanted = secrets("tls/privkey.pem")
        server = tls_site.Server("tls=require")
        s = server.smtp()
        s.ehlo()
        pid = server.process.pid
        alive, found = holders(pid, wanted)
        # guard, wire, relay; the key process is the child of the relay.
        names = [name(p) for p in alive]
        tls_site.same(names.count("smtpd-lite"), 2)
        tls_site.same(names.count("tlsd-lite"), 2)
        tls_site.same(len(found), 1)
        tls_site.same((name(found[0]), found[0]), ("tlsd-lite", alive[-1]))
        s.starttls(context=tls_site.trusting())
        s.ehlo()
        tls_site.gone(alive[-1])
        alive, found = holders(pid, wanted)
        tls_site.same(len(alive), 3)
        tls_site.same(found, [])
        s.sendmail(*tls_site.SEND)
        tls_site.same(holders(pid, wanted)[1], [])
        s.quit()
        tls_site.same(server.end()[0], 0)
    descriptors()
    listener()


if __name__ == "__main__":
    main()
