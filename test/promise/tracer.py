"""Runs a program under ptrace and lets a test meddle with its system calls.

strace can inject errors, but not into a process under a seccomp filter like
the wire's: it turns the call into number -1, which the filter kills. Here
the call becomes a close(-1), or a brk(0) in the processes of TLS, which the
filter lets through, and its result is replaced. Linux on x86_64 and aarch64.
"""

import ctypes
import os
import platform
import re
import signal
import subprocess

MACHINE = platform.machine()
SUPPORTED = MACHINE in ("x86_64", "aarch64")

TRACEME, POKEDATA, CONT, SETOPTIONS = 0, 5, 7, 0x4200
SYSCALL, DETACH, SEIZE, INTERRUPT = 24, 17, 0x4206, 0x4207
GETEVENTMSG, GETREGSET, SETREGSET = 0x4201, 0x4204, 0x4205
SYSCALL_INFO = 0x420E
# TRACESYSGOOD, FORK, VFORK, CLONE, EXEC, EXITKILL
OPTIONS = 1 | 2 | 4 | 8 | 16 | 0x100000
FORKS = (1, 2, 3)
EXECS = 4
WALL = 0x40000000
PRSTATUS, ARM_SYSCALL = 1, 0x404

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long] * 2 + [ctypes.c_void_p] * 2


def ptrace(request, pid, addr=0, data=0):
    if libc.ptrace(request, pid, addr, data) < 0:
        e = ctypes.get_errno()
        raise OSError(e, os.strerror(e))


def numbers():
    """System call names by number, as this machine's headers have them."""
    out = subprocess.run(
        [os.environ.get("CC", "cc"), "-E", "-dM", "-x", "c", "-"],
        input="#include <sys/syscall.h>\n", capture_output=True, text=True,
        check=True).stdout
    return {int(n): name for name, n in
            re.findall(r"#define __NR_(\w+) (\d+)", out)}


NAMES = numbers()
NUMBERS = {name: n for n, name in NAMES.items()}


class Regs:
    """The registers of a stopped thread: call number, arguments, result."""

    # orig_rax, rdi rsi rdx r10 r8 r9, rax, rip, rsp in user_regs_struct
    X86 = {"nr": 15, "args": (14, 13, 12, 7, 9, 8), "ret": 10,
           "ip": 16, "sp": 19, "n": 27}
    ARM = {"nr": 8, "args": (0, 1, 2, 3, 4, 5), "ret": 0,
           "ip": 32, "sp": 31, "n": 34}
    MAP = X86 if MACHINE == "x86_64" else ARM

    def __init__(self, pid):
        self.pid = pid
        self.v = (ctypes.c_uint64 * self.MAP["n"])()
        self._move(GETREGSET, PRSTATUS, self.v)

    def _move(self, request, kind, buf):
        iov = (ctypes.c_uint64 * 2)(ctypes.addressof(buf), ctypes.sizeof(buf))
        ptrace(request, self.pid, kind, ctypes.addressof(iov))

    def get(self, what):
        return self.v[self.MAP[what]]

    def set(self, what, value):
        self.v[self.MAP[what]] = value & (1 << 64) - 1

    def arg(self, i):
        return self.v[self.MAP["args"][i]]

    def set_arg(self, i, value):
        self.v[self.MAP["args"][i]] = value & (1 << 64) - 1

    def store(self):
        self._move(SETREGSET, PRSTATUS, self.v)
        if MACHINE == "aarch64":
            nr = ctypes.c_int(ctypes.c_int64(self.get("nr")).value)
            self._move(SETREGSET, ARM_SYSCALL, nr)


class Call:
    """A system call that a process is about to make."""

    def __init__(self, role, pid, index, regs):
        self.role, self.pid, self.index, self.regs = role, pid, index, regs
        self.name = NAMES.get(regs.get("nr"), "?")

    def arg(self, i):
        return self.regs.arg(i)


class Tracer:
    """Runs ARGV; each call of each process goes to ON_ENTRY, which returns
    None, an errno to answer it with, or a signal.Signals to send instead.

    The first process is `main` until it forks, then `guard`; its child is
    the `wire`, and a second one the `starter` until it executes something,
    then the `relay`, whose children are the `key`. Calls are counted, for each
    role, from the first fcntl: what comes before is the dynamic linker's and
    libc's. Processes whose role is not in ONLY run free; so do all after
    self.only has been emptied.
    """

    FORKED = {"main": ("guard", "wire"), "guard": ("guard", "starter"),
              "relay": ("relay", "key")}

    def __init__(self, on_entry, only=("main", "guard", "wire")):
        self.on_entry, self.only = on_entry, only
        self.roles, self.counts, self.exits = {}, {}, {}
        self.inside, self.counting = {}, False
        self.early = {}  # stopped, or over, before we know whose child it is
        self.over = set()

    def _spawn(self, argv, fds, closed, env):
        pid = os.fork()
        if pid == 0:
            try:
                for fd in closed:
                    os.close(fd)
                for to, fd in enumerate(fds):
                    os.dup2(fd, to)
                libc.ptrace(TRACEME, 0, 0, 0)
                os.kill(os.getpid(), signal.SIGSTOP)
                os.execve(argv[0], argv, env)
            finally:
                os._exit(127)
        os.waitpid(pid, WALL)
        ptrace(SETOPTIONS, pid, 0, OPTIONS)
        ptrace(SYSCALL, pid)
        return pid

    def run(self, argv, fds, closed=(), env=None):
        """FDS become its 0, 1, 2; CLOSED are ours alone. The exit statuses by
        role: a code, or minus a signal. It leaves nobody behind, also if an
        exception ends it."""
        first = self._spawn(argv, fds, closed, dict(os.environ, **(env or {})))
        self.roles[first] = "main"
        try:
            while len(self.over) < len(self.roles):
                pid, status = os.waitpid(-1, WALL)
                if pid in self.roles:
                    self._changed(pid, status)
                else:
                    self.early[pid] = status
        finally:
            self._end_all()
        return self.exits

    def _end_all(self):
        """With those whose parent was killed before it could name them."""
        early = [pid for pid, status in self.early.items()
                 if os.WIFSTOPPED(status)]
        for pid in [*self.roles, *early]:
            if pid not in self.over:
                os.kill(pid, signal.SIGKILL)
                while os.WIFSTOPPED(os.waitpid(pid, WALL)[1]):
                    pass

    def _changed(self, pid, status):
        if not os.WIFSTOPPED(status):
            self.exits[self.roles[pid]] = os.waitstatus_to_exitcode(status)
            self.over.add(pid)
            return
        try:
            self._stopped(pid, status)
        except ProcessLookupError:
            pass  # killed since it stopped: its end comes next

    def _stopped(self, pid, status):
        sig, event, pass_on = os.WSTOPSIG(status), status >> 16, 0
        if event in FORKS:
            child = ctypes.c_ulong()
            ptrace(GETEVENTMSG, pid, 0, ctypes.addressof(child))
            self.roles[pid], self.roles[child.value] = self.FORKED[
                self.roles[pid]]
            if child.value in self.early:
                self._changed(child.value, self.early.pop(child.value))
        elif event == EXECS and self.roles[pid] == "starter":
            self.roles[pid] = "relay"
        elif event == 0 and sig == signal.SIGTRAP | 0x80:
            self._syscall(pid)
        elif event == 0 and sig not in (signal.SIGSTOP, signal.SIGTRAP):
            pass_on = sig
        free = (pid not in self.inside and self.roles[pid] not in self.only
                and (self.roles[pid] != "main" or not self.only))
        ptrace(CONT if free else SYSCALL, pid, 0, pass_on)

    def _syscall(self, pid):
        regs = Regs(pid)
        if pid in self.inside:
            undo = self.inside.pop(pid)
            if undo is not None:
                regs.set_arg(0, undo[0])
                regs.set("ret", undo[1])
                regs.store()
            return
        self.inside[pid] = None
        name = NAMES.get(regs.get("nr"), "?")
        self.counting = self.counting or name == "fcntl"
        if not self.counting:
            return
        role = self.roles[pid]
        index = self.counts[role] = self.counts.get(role, 0) + 1
        verdict = self.on_entry(Call(role, pid, index, regs))
        if isinstance(verdict, signal.Signals):
            os.kill(pid, verdict)
        elif verdict is not None:
            self.inside[pid] = (regs.arg(0), -verdict)
            if name != "close":  # a close that fails closes all the same
                harmless = ("brk", 0) if role in ("relay", "key") \
                    else ("close", -1)
                regs.set("nr", NUMBERS[harmless[0]])
                regs.set_arg(0, harmless[1])
                regs.store()


def available():
    """May this user trace a process at all?"""
    if not SUPPORTED:
        return False
    pid = os.fork()
    if pid == 0:
        os._exit(0 if libc.ptrace(TRACEME, 0, 0, 0) == 0 else 1)
    return os.waitpid(pid, WALL)[1] == 0
