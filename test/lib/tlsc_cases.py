#!/usr/bin/python3 -ESB
"""One case of tlsc-lite against servers: tlsc_cases.py CASE, in the folder of
certs.py. BUILD names the build, SRC the source tree.

tlsc-lite runs by itself here, with this process in the client's place.
"""
import base64
import contextlib
import fcntl
import hashlib
import os
import re
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import warnings

from cases import CASES, case, hidden, same

BUILD, SRC = os.environ["BUILD"], os.environ["SRC"]
PATIENCE = 60
ANCIENT = "ALL:@SECLEVEL=0"
with open(f"{SRC}/src/base/tls_talk.h", encoding="ascii") as header:
    WORDS = dict(enumerate(re.findall(r"^\t(TLS_\w+)", header.read(), re.M),
                           1))


def pin_of(name):
    der = subprocess.run(
        f"openssl x509 -in {name}.crt -noout -pubkey | "
        "openssl pkey -pubin -outform der", shell=True, check=True,
        stdout=subprocess.PIPE).stdout
    return "sha256//" + base64.b64encode(
        hashlib.sha256(der).digest()).decode()


def away(fd):
    """A copy out of the way of 0 to 4, which the child will have."""
    return fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10)


class Relay:
    """tlsc-lite, and what it says of a server. SERVE has the other end of its
    connection, in a thread of its own."""

    def __init__(self, serve, name="mx.example", pins="", ca="ca.crt",
                 seconds="20"):
        theirs, server = socket.socketpair()
        self.talk, talk = socket.socketpair(socket.AF_UNIX,
                                            socket.SOCK_SEQPACKET)
        self.plain, plain = socket.socketpair()
        self.seen = None
        fds = [away(s.fileno()) for s in (theirs, talk, plain)]
        self.pid = os.posix_spawn(
            f"{BUILD}/tlsc-lite", ["tlsc-lite", name, seconds, ca, pins],
            {k: v for k, v in os.environ.items() if k == "UNCOUNTED"},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, fd, to) for fd, to in zip(
                    (fds[0], fds[0], fds[1], fds[2]), (0, 1, 3, 4))])
        for fd in fds:
            os.close(fd)
        for s in (theirs, talk, plain):
            s.close()
        for s in (self.talk, self.plain, server):
            s.settimeout(PATIENCE)
        self.thread = threading.Thread(target=self.run, args=(serve, server))
        self.thread.start()

    def run(self, serve, server):
        with server:
            try:
                self.seen = serve(server)
            except OSError as error:  # of ssl as well
                self.seen = error

    def hear(self):
        octets = self.talk.recv(999)
        if not octets:
            return None
        same(len(octets), 244)
        word, = struct.unpack("I", octets[:4])
        return WORDS[word], octets[4:].split(b"\0")[0].decode()

    def end(self):
        """The exit code, when all is over; what the server saw is in SEEN."""
        self.plain.close()
        _, status = os.waitpid(self.pid, 0)
        self.thread.join(PATIENCE)
        return os.waitstatus_to_exitcode(status)


warnings.simplefilter("ignore", DeprecationWarning)


def context_of(cert, least=None, most=None, ciphers=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if ciphers:
        context.set_ciphers(ciphers)
    context.load_cert_chain(f"{cert}.pem")
    if least:
        context.minimum_version = least
    if most:
        context.maximum_version = most
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0x80)
    return context


def server(cert, talk=None, **settings):
    """A serve() with this certificate; TALK goes on in the channel."""
    context = context_of(cert, **settings)
    names = []
    context.sni_callback = lambda _, name, __: names.append(name)

    def serve(sock):
        with context.wrap_socket(sock, server_side=True,
                                 suppress_ragged_eofs=False) as s:
            return talk(s) if talk else names
    return serve


def outcome(serve, word, **settings):
    """What becomes of it; its text."""
    relay = Relay(serve, **settings)
    # What the client would say is there from the first moment.
    with contextlib.suppress(BrokenPipeError):
        relay.plain.sendall(b"secret\r\n")
    found, text = relay.hear()
    code = relay.end()
    same((found, text if found != word else "", code),
         (word, "", 0 if word == "TLS_SEALED" else os.EX_PROTOCOL))
    return text, relay


@case
def proofs():
    """Which certificates prove a server, and what is said of the others."""
    def proved(cert, **settings):
        text, _ = outcome(server(cert), "TLS_SEALED", **settings)
        same(text, "TLS1.3 TLS_AES_256_GCM_SHA384")

    def refused(word, cert, text=None, **settings):
        found, relay = outcome(server(cert), word, **settings)
        same(found if text is not None else None, text)
        same(isinstance(relay.seen, ssl.SSLError), True)

    for key in ("ec", "p384", "rsa", "ed25519"):
        proved(f"right-{key}")
        proved(f"right-{key}", name="127.0.0.1")
    for name in ("localhost", "192.0.2.1", "MX.Example"):
        proved("right-ec", name=name)
    proved("chained")
    proved("own", ca="own.crt")
    for name in ("other.example", "192.0.2.9", "x.mx.example", "::1",
                 "/run/smtp"):
        refused("TLS_MISNAMED", "right-ec", "mx.example", name=name)
    refused("TLS_MISNAMED", "misnamed", "other.example")
    refused("TLS_MISNAMED", "unnamed", "")
    proved("wild", name="a.mx.example")
    for name in ("mx.example", "a.b.mx.example", "amx.example"):
        refused("TLS_MISNAMED", "wild", "*.mx.example", name=name)
    proved("within", name="a.good.example")
    refused("TLS_UNPROVED", "constrained")
    refused("TLS_UNPROVED", "client-only")
    outcome(server("weak", ciphers="DEFAULT@SECLEVEL=0"), "TLS_UNPROVED")
    refused("TLS_EXPIRED", "expired", "")
    refused("TLS_EARLY", "early", "")
    for cert in ("incomplete", "stranger", "own"):
        refused("TLS_STRANGER", cert, pin_of(cert))
    refused("TLS_STRANGER", "right-ec", pin_of("right-ec"), ca="other-ca.crt")


@case
def pins():
    """The key of the leaf decides alone."""
    for cert in ("own", "expired", "misnamed", "stranger", "incomplete",
                 "client-only", "right-rsa"):
        outcome(server(cert), "TLS_SEALED", pins=pin_of(cert), ca="nowhere")
    own, ca = pin_of("own"), pin_of("ca")
    for pins in (f"{ca};{own}", f"{own};{ca}", f"{ca}; {own} ;{ca}"):
        outcome(server("own"), "TLS_SEALED", pins=pins)
    # Not the issuer's, and no good certificate makes up for it.
    for pins in (ca, own, f"{own};{ca}"):
        text, _ = outcome(server("right-ec"), "TLS_NO_PIN", pins=pins)
        same(text, pin_of("right-ec"))


@case
def names():
    """The name is told to the server, an address is not."""
    for name in ("mx.example", "127.0.0.1", "::1", "/run/smtp"):
        _, relay = outcome(server("own"), "TLS_SEALED", name=name,
                           pins=pin_of("own"))
        same(relay.seen, [name if name == "mx.example" else None])


@case
def cas():
    """A file of CAs that cannot be used; that of the system."""
    with open("garbage", "w", encoding="ascii") as f:
        f.write("garbage\n")
    os.mkfifo("fifo")
    for ca in ("nowhere", "garbage", "/dev/null", ".", "fifo", "x" * 300):
        text, _ = outcome(server("right-ec"), "TLS_BAD_CA", ca=ca)
        same(text.startswith(ca[:200]), True)
    bundle = any(os.path.exists(x) for x in (
        "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem",
        "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem"))
    outcome(server("right-ec"), "TLS_STRANGER" if bundle else "TLS_BAD_CA",
            ca="")


@case
def versions():
    """TLS 1.2 and 1.3, no RSA key exchange, no cipher without a tag."""
    v = ssl.TLSVersion
    for version, name in ((v.TLSv1_2, "TLS1.2 "), (v.TLSv1_3, "TLS1.3 ")):
        for key in ("ec", "rsa"):
            text, _ = outcome(server(f"right-{key}", least=version,
                                     most=version), "TLS_SEALED")
            same(text[:7], name)
    for settings in ({"least": v.TLSv1, "most": v.TLSv1_1,
                      "ciphers": ANCIENT},
                     {"most": v.TLSv1_2, "ciphers": "AES256-GCM-SHA384"},
                     {"most": v.TLSv1_2,
                      "ciphers": "ECDHE-RSA-AES256-SHA384"}):
        text, _ = outcome(server("right-rsa", **settings), "TLS_FAILED")
        same(text != "", True)


@case
def no_hello():
    """Garbage, half a record, silence, an end in place of a ServerHello."""
    def says(octets, more=None):
        def serve(sock):
            sock.sendall(octets)
            while sock.recv(999):
                if more:
                    sock.sendall(more)
        return serve

    def drips(sock):
        sock.sendall(b"\x16\x03\x03\x02\x00")
        while True:
            sock.sendall(b"\x02")
            threading.Event().wait(0.1)

    for octets in (b"", b"\x16\x03\x03\x02\x00\x02",
                   b"\x16\x03\x03\x00\x04\x02\xff\xff\xff"):
        outcome(says(octets), "TLS_SILENT", seconds="1")
    outcome(drips, "TLS_SILENT", seconds="1")
    for octets in (b"250 ok\r\n" * 9, b"\0" * 99,
                   b"\x15\x03\x03\x00\x02\x02\x28",
                   b"\x15\x03\x03\x00\x02\x02\xc8",  # of no name
                   b"220 go on\r\n\x16\x03\x03"):
        outcome(says(octets), "TLS_FAILED")
    outcome(lambda sock: None, "TLS_GONE")
    outcome(lambda sock: sock.recv(999) and None, "TLS_GONE")


@case
def told_first():
    """The client hears why before the last octets of a server are read away,
    for which there are two seconds: it would give up in that time."""
    def serve(sock):
        sock.sendall(b"250 injected\r\n")
        for _ in range(1000):
            sock.sendall(b"x" * 512)
            time.sleep(0.01)

    waited = []
    for _ in range(3):
        began = time.monotonic()
        relay = Relay(serve)
        same(relay.hear()[0], "TLS_FAILED")
        waited.append(time.monotonic() - began)
        relay.end()
        if waited[-1] < 1.9:
            return
    raise AssertionError(f"after {waited} seconds")


@case
def carries():
    """Much, both ways at once; each direction ends for itself, in order."""
    much = bytes(range(256)) * 20000

    def echo(s):
        got, size = hashlib.sha256(), 0
        while octets := s.recv(1 << 16):
            got.update(octets)
            size += len(octets)
        # The client has ended, and listens.
        s.sendall(much)
        s.unwrap()
        return size, got.digest()

    relay = Relay(server("right-ec", echo))
    same(relay.hear()[0], "TLS_SEALED")
    relay.plain.sendall(much)
    relay.plain.shutdown(socket.SHUT_WR)
    got = b""
    while octets := relay.plain.recv(1 << 16):
        got += octets
    same(got == much, True)
    same(relay.hear(), ("TLS_OVER", ""))
    same(relay.end(), 0)
    same(relay.seen, (len(much), hashlib.sha256(much).digest()))


@case
def ends():
    """What an end is: in order, or a stream that was cut."""
    def cut(s):
        s.sendall(b"250-half of")
        s.shutdown(socket.SHUT_RDWR)

    def bye(s):
        s.sendall(b"221 bye\r\n")
        with contextlib.suppress(OSError):
            s.unwrap()

    relay = Relay(server("right-ec", cut))
    same(relay.hear()[0], "TLS_SEALED")
    same(relay.plain.recv(99), b"250-half of")
    same(relay.plain.recv(99), b"")
    same(relay.hear()[0], "TLS_LOST")
    same(relay.end(), 0)
    relay = Relay(server("right-ec", bye))
    same(relay.hear()[0], "TLS_SEALED")
    same(relay.plain.recv(99), b"221 bye\r\n")
    same(relay.plain.recv(99), b"")
    relay.plain.close()
    same(relay.hear()[0], "TLS_OVER")
    same(relay.end(), 0)
    # The client goes: the server is told, with nothing cut.
    relay = Relay(server("right-ec", lambda s: s.recv(99) + s.recv(99)))
    same(relay.hear()[0], "TLS_SEALED")
    relay.plain.sendall(b"QUIT\r\n")
    same(relay.end(), 0)
    same(relay.seen, b"QUIT\r\n")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def carry(a, b):
    with contextlib.suppress(OSError):
        while octets := a.recv(65536):
            b.sendall(octets)
        b.shutdown(socket.SHUT_WR)


def bridge(port):
    """A serve() that leads to a server of others."""
    def serve(sock):
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as to:
            back = threading.Thread(target=carry, args=(to, sock))
            back.start()
            carry(sock, to)
            back.join()
    return serve


@case
def gnutls_serv():
    """A server by GnuTLS, which sends back what it gets."""
    for key, version in (("ec", "1.2"), ("ec", "1.3"), ("rsa", "1.2"),
                         ("rsa", "1.3"), ("ed25519", "1.3")):
        port = free_port()
        with subprocess.Popen(
                ["gnutls-serv", "--echo", "--port", port, "--x509certfile",
                 f"right-{key}.crt", "--x509keyfile", f"right-{key}.key",
                 "--priority", f"NORMAL:-VERS-ALL:+VERS-TLS{version}"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL) as process:
            while process.poll() is None:
                with contextlib.suppress(ConnectionRefusedError):
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                time.sleep(0.05)
            relay = Relay(bridge(port))
            word, text = relay.hear()
            same((word, text[:6]), ("TLS_SEALED", f"TLS{version}"))
            relay.plain.sendall(b"hello\n")
            same(relay.plain.recv(99), b"hello\n")
            same(relay.end(), 0)
            process.kill()


@case
def renegotiation():
    """A server that asks for another handshake loses the connection."""
    port = free_port()
    process = subprocess.Popen(
        ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-cert",
         "right-ec.crt", "-key", "right-ec.key", "-tls1_2"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    while b"ACCEPT" not in process.stdout.readline():
        pass

    relay = Relay(bridge(port))
    same(relay.hear()[0], "TLS_SEALED")
    process.stdin.write(b"r\n")
    process.stdin.flush()
    same(relay.plain.recv(99), b"")
    same(relay.hear()[0], "TLS_LOST")
    same(relay.end(), 0)
    process.kill()
    process.wait()


@case
def confined():
    """From the handshake on it is under its filter; it has five descriptors
    and nothing of an environment."""
    relay = Relay(server("right-ec", lambda s: s.recv(9)))
    same(relay.hear()[0], "TLS_SEALED")
    with open(f"/proc/{relay.pid}/status", encoding="ascii") as f:
        status = f.read()
    for line in ("Seccomp:\t2\n", "NoNewPrivs:\t1\n"):
        same(line in status, True)
    if os.getuid() == 0:
        same(sorted(os.listdir(f"/proc/{relay.pid}/fd")), list("01234"))
        with open(f"/proc/{relay.pid}/maps", encoding="ascii") as f:
            same("libgnutls" in f.read(), True)
    same(relay.end(), 0)


@case
def looked_into():
    relay = Relay(server("right-ec", lambda s: s.recv(9)))
    same(relay.hear()[0], "TLS_SEALED")
    hidden({"relay": relay.pid})
    same(relay.end(), 0)


@case
def usage():
    """Of tlsd-lite as well: what people type is answered in a line."""
    def says(program, *args):
        done = subprocess.run([f"{BUILD}/{program}", *args], check=False,
                              capture_output=True)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    for program, wrong in (
            ("tlsd-lite", ([], ["--frob"], ["a"], ["--check", "a", "b"],
                           ["--dane", "a"], ["--help", "--version"],
                           ["a", "b", "c", "d"], ["cert", "key"])),
            ("tlsc-lite", ([], ["--frob"], ["mx"], ["mx", "x", "", ""],
                           ["mx", "9", "", "", "", ""],
                           ["mx", "86401", "", ""], ["mx", "9", "", ""]))):
        for args in wrong:
            code, out, err = says(program, *args)
            same((args, code, out), (args, os.EX_USAGE, ""))
            same(err, f"{program}: wrong options or arguments, or not started "
                 f"by a program that wants TLS: see {program}(8)\n")
        code, out, err = says(program, "--help")
        same((code, out.startswith(program + " "), err), (0, True, ""))
        code, out, err = says(program, "--version")
        same((code, out.startswith(program + " "), out.count("\n"), err),
             (0, True, 1, ""))
        with open("/dev/full", "wb") as full:
            same(subprocess.run([f"{BUILD}/{program}", "--help"], stdout=full,
                                check=False).returncode, os.EX_IOERR)


if __name__ == "__main__":
    CASES[sys.argv[1]]()
