#!/usr/bin/python3 -ESB
"""Somebody runs code of his own in the wire, or in the guard, of a server.

    hostile_wire.py PROGRAM wire|wire-talk|guard|guard-ends SCRATCH

The server is the real one, in a session over a socket. A tracer stops one of
its processes at a system call and has it make others: first its last will,
one a session for those that must end it, then those that it may make and
that must lead nowhere. Linux on x86_64 and aarch64, as any user.
"""
import ctypes
import errno
import os
import shutil
import signal
import socket
import struct
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../promise"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tracer  # noqa: E402
from dialogue import HASH  # noqa: E402

PATIENCE = 30
PAGE, PAGE_SIZE = 0x10000000, 16384  # of ours, in all processes of the server
HERE = -100  # AT_FDCWD
CREATE = os.O_CREAT | os.O_WRONLY
# Arguments that are known later: pids.
GUARD, NOBODY = object(), object()
FASTOPEN = 0x20000000
SMTP = [b"EHLO x", b"MAIL FROM:<>", b"RCPT TO:<bob@example.org>", b"DATA",
        b"hello", b".", b"QUIT"]
POP3 = [b"USER bob@example.org", b"PASS secret", b"RETR 1", b"DELE 1",
        b"QUIT"]


class Area:
    """Octets that lie at known addresses in the server."""

    def __init__(self):
        self.octets = b""

    def put(self, octets):
        at = PAGE + len(self.octets)
        self.octets += octets + b"\0" * (16 - len(octets) % 16)
        return at

    def path(self, text):
        return self.put(text.encode() + b"\0")

    def message(self, sockaddr):
        """A struct msghdr with one octet for SOCKADDR."""
        iov = self.put(struct.pack("QQ", self.put(b"x"), 1))
        return self.put(struct.pack("QQQQQQQ", self.put(sockaddr),
                                    len(sockaddr), iov, 1, 0, 0, 0))


class Takeover(tracer.Tracer):
    """ROLE makes CALLS, each a name and arguments, when WHEN(name, fd) says
    of one of its own calls that it is time, and goes on with that one."""

    def __init__(self, area, role, when, calls):
        super().__init__(None)
        self.area, self.role, self.when = area, role, when
        self.calls, self.begun, self.answers = list(calls), False, None

    def _ours(self, pid, name, regs):
        """The call to be made in place of this one."""
        role = self.roles[pid]
        if self.answers is None and name == "fcntl":
            return ("mmap", PAGE, PAGE_SIZE, 3, 0x100022, -1, 0)
        if role != self.role or self.answers is None:
            return None
        self.begun = self.begun or self.when(name, regs.arg(0))
        left = self.begun and self.calls[len(self.answers):]
        if self.begun and not left:
            self.only = ()
        return left[0] if left else None

    def _syscall(self, pid):
        regs = tracer.Regs(pid)
        if pid in self.inside:
            own = self.inside.pop(pid)
            if own is not None:
                self._answered(pid, ctypes.c_int64(regs.get("ret")).value)
                # Back to before the instruction: its own call is next.
                own.set("ip", own.get("ip") -
                        (2 if tracer.MACHINE == "x86_64" else 4))
                if tracer.MACHINE == "x86_64":
                    own.set("ret", own.get("nr"))
                own.store()
            return
        call = self._ours(pid, tracer.NAMES.get(regs.get("nr"), "?"), regs)
        self.inside[pid] = regs if call else None
        if call:
            attack = tracer.Regs(pid)
            attack.set("nr", tracer.NUMBERS[call[0]])
            others = {GUARD: next(iter(self.roles)), NOBODY: os.getppid()}
            for i, arg in enumerate(call[1:]):
                attack.set_arg(i, others.get(arg, arg))
            attack.store()

    def _answered(self, pid, answer):
        if self.answers is not None:
            self.answers.append(answer)
            return
        if answer != PAGE:
            raise OSError(-answer, "no page")
        self.answers = []
        for at in range(0, len(self.area.octets), 8):
            word, = struct.unpack("Q", self.area.octets[at:at + 8])
            tracer.ptrace(tracer.POKEDATA, pid, PAGE + at, word)


class Peer(threading.Thread):
    """Says all at once, and listens to the end."""

    def __init__(self, sock, lines):
        super().__init__(daemon=True)
        self.sock, self.lines, self.heard = sock, lines, b""

    def run(self):
        self.sock.settimeout(PATIENCE)
        try:
            self.sock.sendall(b"".join(x + b"\r\n" for x in self.lines))
            while got := self.sock.recv(65536):
                self.heard += got
        except OSError:
            pass


class Session:
    """A whole session of which one process was taken over, and what is left
    of it."""

    def __init__(self, program, scratch, takeover):
        self.top, self.takeover = scratch, takeover
        self.pop3 = "pop3" in os.path.basename(program)
        self.prepare()
        ours, theirs = socket.socketpair()
        peer = Peer(ours, POP3 if self.pop3 else SMTP)
        peer.start()
        argv = [program, "-c", f"{scratch}/conf", "-o", "max-size=8K"]
        with open(f"{scratch}/log", "wb") as log:
            signal.alarm(PATIENCE)
            self.exits = takeover.run(
                argv, [theirs.fileno(), theirs.fileno(), log.fileno()],
                [ours.fileno()], {"ASAN_OPTIONS": "detect_leaks=0"})
            signal.alarm(0)
        theirs.close()
        peer.join(PATIENCE)
        ours.close()
        self.heard = peer.heard
        with open(f"{scratch}/log", encoding="ascii") as log:
            self.log = log.read()

    def prepare(self):
        shutil.rmtree(self.top, ignore_errors=True)
        box = f"{self.top}/mail/example.org/bob"
        for folder in ("tmp", "new", "cur"):
            os.makedirs(f"{box}/{folder}")
        for folder in ("run", "keys"):
            os.mkdir(f"{self.top}/{folder}")
        if self.pop3:
            self.write("mail/example.org/bob/cur/1.a:2,", "Subject: x\n\nx\n")
        self.write("outside", "secret\n")
        self.write("keys/current", "not to be used\n")
        self.write("users", f"bob@example.org:{HASH}:::::\n")
        self.write("conf", "".join(
            f"{key} = {self.top}/{value}\n" for key, value in (
                ("mail", "mail/%d/%u"), ("users", "users"), ("run", "run"),
                ("keys", "keys"), ("aliases", "aliases"),
                ("authorized-keys", "authorized"))) +
            "hostname = mx.example\nplaintext-auth = always\nlog = stderr\n")

    def write(self, name, text):
        with open(f"{self.top}/{name}", "w", encoding="ascii") as file:
            file.write(text)

    def mail(self):
        """What is in the mailbox, without what was there before."""
        found = [name for _, _, names in os.walk(f"{self.top}/mail")
                 for name in names]
        if self.pop3:
            found.remove("1.a:2,")
        return found


def at_start(name, fd):
    return name == "recvfrom" and fd == 0


def in_body(name, fd):
    """The message file is open: the wire of SMTP writes to it, that of POP3
    reads from it."""
    return name in ("read", "write") and 4 <= fd < 64


def deadly(area, scratch):
    """What must be impossible in the wire: not an error, but its end. Nothing
    of the machine is lost if it is possible after all."""
    with open(scratch + ".secret", "w", encoding="ascii") as file:
        file.write("secret")
    tree, secret = area.path("/tmp"), area.path(scratch + ".secret")
    evil = area.path(scratch + ".evil")
    words = area.put(struct.pack("QQ", area.path("/bin/true"), 0))
    syslog = struct.pack("H108s", socket.AF_UNIX, b"/dev/log")
    inet = struct.pack("!2sH4s8x", struct.pack("H", socket.AF_INET), 25,
                       socket.inet_aton("127.0.0.1"))
    space = area.put(b"\0" * 256)
    return [call for call in (
        ("open", secret, 0), ("openat", HERE, secret, 0),
        ("openat", HERE, evil, CREATE, 0o600),
        ("openat2", HERE, secret, space, 24), ("creat", secret, 0o600),
        ("execve", area.path("/bin/true"), words, 0),
        ("execveat", HERE, area.path("/bin/true"), words, 0, 0),
        ("socket", socket.AF_INET, socket.SOCK_STREAM, 0),
        ("socketpair", socket.AF_UNIX, socket.SOCK_STREAM, 0, space),
        ("connect", 3, area.put(syslog), len(syslog)),
        ("connect", 0, area.put(inet), len(inet)),
        ("bind", 0, area.put(inet), len(inet)), ("listen", 0, 1),
        ("accept", 0, 0, 0),
        ("sendto", 0, space, 1, 0x4040, area.put(inet), len(inet)),
        ("sendto", 0, space, 1, FASTOPEN | 0x4040, 0, 0),
        ("sendto", 0, space, 1, 0x4040, 1 << 32, 0),
        ("recvfrom", 0, space, 1, 0x40, space, space),
        ("recvfrom", 0, space, 1, 0x2040, 0, 0),
        ("sendmsg", 0, area.message(b""), 0x4040),
        ("sendmsg", 3, area.message(b""), 0x4040),
        ("recvmsg", 0, area.message(b""), 0x40),
        ("recvmsg", 1 << 32 | 3, area.message(b""), 0x40),
        ("setsockopt", 0, 1, 9, space, 4), ("shutdown", 0, 2),
        ("ptrace", 16, GUARD, 0, 0), ("ptrace", 0, 0, 0, 0),
        ("process_vm_readv", GUARD, space, 1, space, 1, 0),
        ("kill", GUARD, signal.SIGCONT), ("kill", GUARD, 0), ("kill", -1, 0),
        ("tgkill", GUARD, GUARD, 0), ("pidfd_open", GUARD, 0),
        ("pidfd_getfd", 3, 0, 0), ("rt_sigqueueinfo", GUARD, 0, space),
        ("fork",), ("vfork",), ("clone", 17, 0, 0, 0, 0),
        ("clone3", space, 88), ("unshare", 0x10000000),
        ("mmap", 0, 4096, 5, 0x22, -1, 0), ("mmap", 0, 4096, 1, 2, 1, 0),
        ("mprotect", PAGE, 4096, 5), ("brk", 0), ("mremap", PAGE, 1, 1, 0),
        ("memfd_create", tree, 0), ("io_uring_setup", 1, space),
        ("bpf", 0, space, 8), ("userfaultfd", 0), ("keyctl", 0, 0),
        ("pread64", 4, space, 1, 0), ("lseek", 4, 0, 0),
        ("sendfile", 1, 4, 0, 9), ("splice", 4, 0, 1, 0, 9, 0),
        ("copy_file_range", 4, 0, 1, 0, 9, 0), ("ftruncate", 4, 0),
        ("pwrite64", 4, space, 1, 0), ("fchmod", 4, 0o777),
        ("fcntl", 4, 4, 0), ("ioctl", 0, 0x5412, space), ("dup", 4),
        ("dup2", 3, 0), ("dup3", 3, 0, 0), ("getdents64", 4, space, 99),
        ("newfstatat", HERE, secret, space, 0), ("fstat", 4, space),
        ("readlinkat", HERE, secret, space, 9), ("chdir", tree),
        ("unlinkat", HERE, evil, 0),
        ("linkat", 4, area.path(""), HERE, evil, 0x1000),
        ("renameat2", HERE, secret, HERE, secret, 0),
        ("mkdirat", HERE, evil, 0o700),
        ("prctl", 4, 1, 0, 0, 0), ("prctl", 22, 0, 0, 0, 0),
        ("seccomp", 1, 0, 0), ("prlimit64", 0, 1, space, 0),
        ("setuid", 0), ("getppid",), ("inotify_init1", 0)
    ) if call[0] in tracer.NUMBERS]


def complain(what, wrong):
    for text in wrong:
        print(f"{what}: {text}")
    return bool(wrong)


def the_end(session):
    """What is wrong with the end of a session whose wire was killed."""
    wrong = []
    if session.exits != {"wire": -signal.SIGSYS, "guard": os.EX_SOFTWARE}:
        wrong.append(f"it ended with {session.exits}")
    if " end=killed signal=%d " % signal.SIGSYS not in session.log:
        wrong.append(f"the log says {session.log!r}")
    if session.mail():
        wrong.append(f"delivered: {session.mail()}")
    if b"Stored" in session.heard or b"Bye" in session.heard:
        wrong.append(f"the peer heard {session.heard!r}")
    return wrong


def wire(program, scratch):
    """Every attempt, at the first byte and with a message's file at hand."""
    area, bad = Area(), 0
    for call in deadly(area, scratch):
        for when in (at_start, in_body):
            t = Takeover(area, "wire", when, [call])
            wrong = the_end(Session(program, scratch, t))
            if not t.begun:
                wrong.append("was never tried")
            bad += complain(f"{call[0]}, {when.__name__}", wrong)
    return bad


def wire_talk(program, scratch):
    """What the wire holds: the peer, /dev/null, the guard, one file of which
    it may do one thing; and no file grows beyond max-size."""
    area, bad = Area(), 0
    space = area.put(b"x" * 4096)
    pop3 = "pop3" in os.path.basename(program)
    for when in (at_start, in_body):
        calls = [(name, fd, space, 0) for fd in range(64)
                 for name in ("read", "write")]
        file = when is in_body
        have = {("read", 0), ("write", 0), ("read", 1), ("write", 1),
                ("write", 2), ("read", 3), ("write", 3)}
        if file:
            have.add(("read" if pop3 else "write", 4))
        # An empty packet to the guard is the end: not tried.
        calls.remove(("write", 3, space, 0))
        calls.remove(("read", 3, space, 0))
        if file and not pop3:
            calls += [("write", 4, space, 4096)] * 4
        t = Takeover(area, "wire", when, calls)
        session = Session(program, scratch, t)
        wrong = []
        for call, answer in zip(calls[:126], t.answers):
            want = 0 if call[:2] in have else -errno.EBADF
            if answer != want:
                wrong.append(f"{call[:2]} was answered {answer}")
        written = sum(n for n in t.answers[126:] if n > 0)
        if len(t.answers) != len(calls) or written > 8192 + 2048:
            wrong.append(f"{t.answers[126:]}")
        if session.exits["wire"] != 0 or session.exits["guard"] != 0:
            wrong.append(f"it ended with {session.exits}")
        if not pop3 and len(session.mail()) != (not file):
            wrong.append(f"delivered: {session.mail()}, {session.log}")
        bad += complain(when.__name__, wrong)
    return bad


def guard_calls(area, top, abi):
    """Calls, and whether they are allowed."""
    def at(name):
        return area.path(f"{top}/{name}")

    box = "mail/example.org/bob"
    denied = [
        ("openat", HERE, area.path("/etc/passwd"), 0),
        ("openat", HERE, area.path("/"), os.O_DIRECTORY),
        ("openat", HERE, area.path("/tmp"), os.O_DIRECTORY),
        ("openat", HERE, at("outside"), 0),
        ("openat", HERE, at("outside"), os.O_WRONLY),
        ("openat", HERE, at("conf"), 0), ("openat", HERE, at("users"), 0),
        ("openat", HERE, at("users"), os.O_WRONLY),
        ("openat", HERE, at("keys/current"), os.O_WRONLY),
        ("openat", HERE, at("keys/next"), CREATE, 0o600),
        ("openat", HERE, at("new"), CREATE, 0o600),
        ("openat", HERE, at("mail/../new"), CREATE, 0o600),
        ("openat", HERE, area.path("/proc/self/mem"), os.O_RDWR),
        ("mkdirat", HERE, at("folder"), 0o700),
        ("unlinkat", HERE, at("outside"), 0),
        ("unlinkat", HERE, at(box + "/cur"), 0x200),
        ("symlinkat", at("outside"), HERE, at(box + "/new/link")),
        ("linkat", HERE, at("outside"), HERE, at(box + "/new/mine"), 0),
        ("renameat2", HERE, at("outside"), HERE, at(box + "/new/mine"), 0),
        ("renameat2", HERE, at("run"), HERE, at("ran"), 0),
    ]
    if abi >= 3:
        denied.append(("truncate", at("outside"), 0))
    allowed = [("openat", HERE, at("keys/current"), 0),
               ("openat", HERE, at("run/slot"), CREATE, 0o600),
               ("openat", HERE, at(box + "/tmp/mine"), CREATE, 0o600),
               ("unlinkat", HERE, at(box + "/tmp/mine"), 0)]
    return denied, allowed


def guard(program, scratch):
    """Its own folders, and nothing else, though all files are its user's."""
    abi = tracer.libc.syscall(tracer.NUMBERS["landlock_create_ruleset"],
                              None, 0, 1)
    if abi < 2:
        print("no Landlock here")
        sys.exit(77)
    area = Area()
    denied, allowed = guard_calls(area, scratch, abi)
    calls = denied + allowed
    t = Takeover(area, "guard", lambda name, fd: name == "recvmsg", calls)
    session = Session(program, scratch, t)
    wrong = []
    for call, answer in zip(calls, t.answers):
        fine = answer >= 0 if call not in denied else answer in (
            -errno.EACCES, -errno.EXDEV, -errno.EPERM)
        if not fine:
            text = area.octets[max(0, call[1 + (call[1] == HERE)] - PAGE):]
            wrong.append(f"{call[0]} {text.split(bytes(1))[0]!r} "
                         f"was answered {answer}")
    if len(t.answers) != len(calls):
        wrong.append(f"only {len(t.answers)} were made")
    if session.exits != {"wire": 0, "guard": 0}:
        wrong.append(f"it ended with {session.exits}: {session.log}")
    if not session.pop3 and len(session.mail()) != 1:
        wrong.append(f"delivered: {session.mail()}")
    return complain("guard", wrong)


def guard_ends(program, scratch):
    """What ends the guard, and the session with it."""
    area, bad = Area(), 0
    space = area.put(b"\0" * 128)
    syslog = struct.pack("H108s", socket.AF_UNIX, b"/dev/log")
    address = area.put(syslog), len(syslog)
    for call in (
            ("execve", area.path("/bin/true"), space, 0),
            ("execveat", HERE, area.path("/bin/true"), space, 0, 0),
            ("socket", socket.AF_INET, socket.SOCK_STREAM, 0),
            ("connect", 3, *address),
            ("sendto", 2, space, 1, 0x40, *address),
            ("sendmsg", 2, area.message(syslog), 0x40),
            ("sendmmsg", 3, space, 1, 0x40),
            ("dup", 2), ("dup3", 2, 3, 0), ("fcntl", 2, 0, 3),
            ("fcntl", 2, 1030, 3), ("fcntl", 2, 8, NOBODY),
            ("fcntl", 2, 10, signal.SIGKILL), ("fcntl", 2, 15, space),
            ("ioctl", 2, 0x8901, space), ("ioctl", 2, 0x8902, space),
            ("ptrace", 16, NOBODY, 0, 0),
            ("process_vm_readv", NOBODY, space, 1, space, 1, 0),
            ("kill", NOBODY, 0), ("kill", 0, 0), ("kill", -1, 0),
            ("tgkill", NOBODY, NOBODY, 0), ("pidfd_open", NOBODY, 0),
            ("fork",), ("clone", 17, 0, 0, 0, 0), ("clone3", space, 88),
            ("mknodat", HERE, area.path(f"{scratch}/run/fifo"), 0o010600, 0),
            ("mount", space, space, space, 0, 0), ("keyctl", 0, 0),
            ("bpf", 0, space, 8), ("io_uring_setup", 1, space),
            ("mmap", 0, 4096, 5, 0x22, -1, 0), ("mprotect", PAGE, 4096, 5),
            ("pkey_mprotect", PAGE, 4096, 5, -1), ("shmget", 0, 1, 0),
            ("shmat", 0, 0, 0o100000)):
        if call[0] not in tracer.NUMBERS:
            continue
        t = Takeover(area, "guard", lambda name, fd: name == "recvmsg",
                     [call])
        session = Session(program, scratch, t)
        wrong = []
        if session.exits.get("guard") != -signal.SIGSYS:
            wrong.append(f"it ended with {session.exits}")
        if session.mail() or b"Stored" in session.heard:
            wrong.append(f"delivered: {session.mail()}")
        bad += complain(call[0], wrong)
    return bad


def too_long(*_):
    raise TimeoutError


def main(program, what, scratch):
    signal.signal(signal.SIGALRM, too_long)
    bad = globals()[what.replace("-", "_")](program, scratch)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
