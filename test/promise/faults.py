"""Every system call of a delivery fails once, or is the last of its process,
or meets a SIGTERM.

    faults.py PROGRAM errors|kills|terms SCENARIO SCRATCH

Enumerates the calls of an undisturbed session, then repeats it with one
fault at a time. Whatever happens, what was answered with 250 must be in
every mailbox, no mailbox may hold a part of a message, a refusal must be a
temporary one with the code of its cause, both processes must end by
themselves, and the session, or the next one, must go on.
"""

import errno
import os
import re
import shutil
import signal
import socket
import sys

import session
import tracer

PATIENCE = 20  # seconds for a session that takes a tenth of one

CODES = {errno.ENOSPC: "452 4.3.1", errno.EDQUOT: "452 4.2.2",
         errno.EFBIG: "552 5.3.4"}
DISK = (errno.EIO, errno.ENOSPC, errno.EDQUOT)
# What each call is made to say; the rest gets EIO and ENOMEM.
ERRORS = {
    "openat": DISK + (errno.EMFILE,),
    "mkdirat": DISK,
    "write": DISK + (errno.EFBIG, errno.EINTR),
    "read": (errno.EIO, errno.EINTR, errno.ECONNRESET),
    "pread64": (errno.EIO, errno.EINTR),
    "fsync": DISK,
    "sync_file_range": DISK + (errno.ENOSYS, errno.EINVAL, errno.ESPIPE,
                               errno.EPERM),
    "close": (errno.EIO, errno.ENOSPC, errno.EINTR),
    "linkat": DISK + (errno.EXDEV, errno.EMLINK, errno.EPERM,
                      errno.EOPNOTSUPP),
    "renameat2": DISK,
    "unlinkat": DISK,
    "newfstatat": (errno.EIO, errno.ENOSPC),
    "ppoll": (errno.EINTR, errno.ENOMEM),
    "sendmsg": (errno.EINTR, errno.ENOBUFS, errno.EPIPE),
    "recvmsg": (errno.EINTR, errno.ENOMEM),
    "sendto": (errno.EINTR, errno.ENOBUFS, errno.EPIPE),
    "recvfrom": (errno.EINTR, errno.ENOMEM),
}
# With these the call is not to be had, and an fsync before the names is.
NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ESPIPE, errno.EPERM)
COPIED = (errno.EXDEV, errno.EMLINK, errno.EPERM, errno.EOPNOTSUPP)
# Calls that cannot fail, or whose failure nobody could act on.
SKIP = ("exit_group", "getpid", "brk", "umask", "rt_sigreturn")
# Which sessions whose guard met an early SIGTERM were cut short.
TOLD = []
SYSEXITS = {0} | set(range(64, 79))

TO = ["a@one.example", "b@one.example", "c@two.example"]


class Scenario:
    """A session, the state of the tree before it, and the error that links
    always have. Faults are tried on the calls from START on, in ROLES."""

    def __init__(self, messages, before=(), link_error=None, options=(),
                 start=None, roles=("main", "guard", "wire")):
        self.messages, self.before = messages, before
        self.link_error, self.options = link_error, options
        self.start, self.roles = start, roles

    def interesting(self, calls):
        """The calls that no other scenario has."""
        first = {role: min([i for r, i, name in calls
                            if (r, name) == (role, self.start)] or [0])
                 for role in self.roles}
        return [(role, index, name) for role, index, name in calls
                if role in self.roles and index >= first[role]]

    def always(self, call):
        """The errno that this file system always has for CALL."""
        if call.name != "linkat" or self.link_error is None:
            return None
        if self.link_error == errno.EXDEV:
            # Every mailbox is a file system of its own.
            ends = [os.path.dirname(os.readlink(
                f"/proc/{call.pid}/fd/{call.arg(i) & 0xffffffff}"))
                for i in (0, 2)]
            return errno.EXDEV if ends[0] != ends[1] else None
        return self.link_error


def users_file(scratch):
    """Tables to be read: an entry, an alias, a catch-all."""
    with open(f"{scratch}/users", "w", encoding="ascii") as f:
        f.write("a@one.example\nzed@one.example\n@two.example\n")
    with open(f"{scratch}/aliases", "w", encoding="ascii") as f:
        f.write("b: zed\n")
    return ("-o", f"users={scratch}/users", "-o", f"aliases={scratch}/aliases")


def scenario(name, scratch):
    one = session.Message("one", TO)
    two = session.Message("two", TO[:1])
    chunks = session.Message("chunks", TO[:2], bdat=True)
    before = [session.Message("0", TO)]
    tables = [session.Message(
        tag, ["A+tag@one.example", "b@one.example", "c@two.example"],
        ["a@one.example", "zed@one.example", "@@two.example"]) for tag in "12"]
    return {
        "first": Scenario([one, two]),
        "tables": Scenario(tables[:1], tables[1:], roles=("guard",),
                           options=users_file(scratch)),
        "later": Scenario([chunks, two], before, start="recvmsg",
                          roles=("guard", "wire")),
        "small": Scenario([session.Message("1", TO[:2])], before,
                          start="getrandom", roles=("guard",)),
        "exdev": Scenario([one], before, errno.EXDEV, start="getrandom",
                          roles=("guard",)),
        "nolink": Scenario([one], before, errno.EPERM, start="getrandom",
                           roles=("guard",)),
    }[name]


class Run:
    """One session with at most one fault, and what came of it."""

    def __init__(self, program, scene, scratch, fault=None, only=None):
        self.scene, self.fault = scene, fault
        self.calls, self.hit, self.again = [], None, None
        self.vital = False  # a promise cannot be kept after this fault,
        self.struck = ""    # ... if this is the file of a message
        self.mail = os.path.join(scratch, "mail")
        shutil.rmtree(self.mail, ignore_errors=True)
        self.log = os.path.join(scratch, "log")
        self.argv = session.argv(program, self.mail, *scene.options)
        if scene.before:
            self._earlier_mail(os.path.join(scratch, "before"))
        roles = ("main", "guard", "wire") if only is None else (only,)
        self.exits, client = self._converse(
            scene.messages, self._entry, roles)
        with open(self.log, encoding="ascii") as file:
            self.logged = file.read()
        self.verdicts, self.late = client.verdicts, client.late
        self.last = client.last

    def _earlier_mail(self, kept):
        """Delivers it once, and copies what came of that from then on."""
        if not os.path.isdir(kept):
            self._converse(self.scene.before, lambda call: None, ())
            os.rename(self.mail, kept)
        shutil.copytree(kept, self.mail)

    def _converse(self, messages, entry, roles):
        ours, theirs = socket.socketpair()
        quiet = os.open(
            self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.tracer = tracer.Tracer(entry, roles)
        client = session.Client(ours, messages)
        client.start()
        signal.alarm(PATIENCE)
        try:
            exits = self.tracer.run(self.argv, [
                theirs.fileno(), theirs.fileno(), quiet], [ours.fileno()])
        finally:
            signal.alarm(0)
            theirs.close()
            os.close(quiet)
        client.join()
        return exits, client

    def _entry(self, call):
        self.calls.append((call.role, call.index, call.name))
        if self.again is not None and call.name in (
                "fsync", "sync_file_range"):
            self._look_for_retry(call)
        if self.fault is not None and self.fault[:2] == (
                call.role, call.index):
            self.hit = call.name
            what = self.fault[2]
            if isinstance(what, signal.Signals):
                return what
            if call.name in SKIP:
                return None
            syncs = call.name == "fsync" or (
                call.name == "sync_file_range" and what not in NOT_HERE)
            self.vital = syncs or (
                call.name in ("write", "close") and self._stores(call)
                and (call.role, what) != ("guard", errno.EINTR))
            if self.vital:
                self.struck = self._file(call)
            if syncs:
                self.again = [self._file(call)]
            elif self.scene.link_error is None:
                self.tracer.only = ()
            return what
        return self.scene.always(call)

    @staticmethod
    def _file(call):
        return os.readlink(f"/proc/{call.pid}/fd/{call.arg(0)}")

    def _stores(self, call):
        """Is it about a file of a message, open for writing?"""
        with open(f"/proc/{call.pid}/fdinfo/{call.arg(0)}",
                  encoding="ascii") as f:
            flags = int(f.read().split("flags:")[1].split()[0], 8)
        return (flags & os.O_ACCMODE == os.O_WRONLY
                and self._file(call).startswith(self.mail))

    def void(self):
        """True if the file that was struck came to nothing. One that was made for
        the first of several recipients does, and so does one made ahead of
        its time that failed."""
        ident = re.search(r"R[0-9a-f]{16}\.", self.struck)
        return ident is not None and not any(
            ident[0] in name for _, _, names in os.walk(self.mail)
            for name in names)

    def _look_for_retry(self, call):
        path = self._file(call)
        if path == self.again[0] and os.path.isfile(path):
            self.again.append(path)

    def next_works(self):
        """Is the tree as good as new?"""
        m = self.scene.messages[0]
        m = session.Message("next", m.to, m.at)
        _, client = self._converse([m], lambda call: None, ())
        found, _ = session.inspect(self.mail, self.scene.messages + [m]
                                   + list(self.scene.before))
        return client.verdicts[0].kept() and found[m] == set(m.at)


def judge(run):
    """Everything that is wrong with RUN."""
    messages = list(run.scene.messages)
    found, wrong = session.inspect(
        run.mail, messages + list(run.scene.before))
    killed = run.fault[2] == signal.SIGKILL
    if run.late:
        wrong.append("no reply, and no end")
    for m in run.scene.before:
        if found[m] != set(m.at):
            wrong.append("earlier mail is gone")
    for m, v in zip(messages, run.verdicts):
        have = sorted(found[m])
        if v.kept() and found[m] != v.boxes:
            wrong.append(f"250, and only {have} have it")
        elif have and v.code is not None and not v.kept():
            wrong.append(f"{v.code}, and {have} have it")
        elif have and not killed and found[m] != v.boxes:
            wrong.append(f"no answer, and {have} have it")
    if run.fault[2] == signal.SIGTERM:
        return wrong + judge_term(run)
    return wrong if killed else wrong + judge_error(run)


def judge_term(run):
    """A word to the peer, and an end in order: only what comes before
    signals are held back is an end without a word."""
    if run.fault[0] == "main" and "rt_sigprocmask" not in [
            name for role, _, name in run.calls if role == "main"]:
        return []
    wrong = []
    # Input that is ready comes before a signal, and the next wait hears of
    # it: one by one that is luck, on the whole it is not.
    if run.fault[0] == "guard" and 2 * run.fault[1] < len(
            [1 for role, _, _ in run.calls if role == "guard"]):
        TOLD.append(run.last == "421 4.3.2")
    if run.last not in ("421 4.3.2", "221 2.0.0"):
        wrong.append(f"the last word was {run.last}")
    if any(run.exits.values()):
        wrong.append(f"it ended with {run.exits}")
    if session.leftovers(run.mail):
        wrong.append("left in tmp/")
    return wrong


def judge_error(run):
    role, _, code = run.fault
    wrong = []
    refusals = [code for v in run.verdicts for code in v.refused]
    fine = {CODES.get(code, "451 4.3.0")}
    # A table that cannot be opened lasts for the session.
    early = role != "wire" and ("guard", "sendmsg") not in [
        (r, name) for r, i, name in run.calls if i <= run.fault[1]]
    if early:
        fine = {"451 4.3.0"}
    for said in refusals:
        if said not in fine and said[:3] != "421":
            wrong.append(f"answered {said}")
    if len([said for said in refusals if said[:3] != "421"]) > 1 and not early:
        wrong.append("one fault, more than one refusal")
    if (run.hit == "linkat" and code in COPIED and run.scene.link_error is None
            and not all(v.kept() for v in run.verdicts)):
        wrong.append("not copied where link does not work")
    if run.hit == "sync_file_range" and code in NOT_HERE and not all(
            v.kept() for v in run.verdicts):
        wrong.append("not synced where there is no writing out")
    if run.vital and all(
            v.kept() for v in run.verdicts) and not run.void():
        wrong.append("a failure was ignored")
    # B6: the peer was told, and so is who reads the log.
    if (run.vital and role == "wire" and " storage " not in run.logged
            and not all(v.kept() for v in run.verdicts)):
        wrong.append("not in the log")
    for who, status in run.exits.items():
        # A guard that cannot go on takes the wire with it.
        orphan = status == -signal.SIGKILL and who == "wire" and (
            run.exits["guard"] > 0)
        if status not in SYSEXITS and not orphan:
            wrong.append(f"{who} ended with {status}")
    if run.hit != "unlinkat" and session.leftovers(run.mail):
        wrong.append("left in tmp/")
    if run.again is not None and len(run.again) > 1:
        wrong.append("a failed fsync was tried again")
    return wrong


def faults(clean, kind):
    """Each fault that there is in the session that CLEAN recorded. When the
    wire ends the guard gets a signal, and what it does then comes in one
    order or another: from the last request on, which comes before that end,
    the name of the call is not certain. Its wait may begin anew before."""
    certain = sorted(index for role, index, name in clean.calls
                     if (role, name) == ("guard", "recvmsg"))[-2] - 5
    for role, index, name in clean.scene.interesting(clean.calls):
        if role == "guard" and index > certain:
            name = None
        if kind == "kills":
            yield role, index, name, signal.SIGKILL
        elif kind == "terms":
            yield role, index, name, signal.SIGTERM
        elif name not in SKIP:
            for code in ERRORS.get(name, (errno.EIO, errno.ENOMEM)):
                yield role, index, name, code


def label(role, index, name, what):
    what = what.name if isinstance(what, signal.Signals) \
        else errno.errorcode[what]
    return f"{role} {index} {name or '(end)'} {what}"


def one(program, scene, scratch, kind, role, index, name, what):
    """What is wrong with the session that meets this fault."""
    try:
        run = Run(program, scene, scratch, (role, index, what), role)
        wrong = judge(run)
        if name is not None and run.hit != name:
            wrong.append(f"the fault hit {run.hit}")
        if not run.next_works():
            wrong.append("the next delivery does not work")
    except TimeoutError:
        wrong = ["never ended"]
    return wrong


def share(program, scene, scratch, kind, work):
    """Works off a share of the faults; returns how many went wrong."""
    os.mkdir(scratch)
    bad = 0
    for item in work:
        wrong = one(program, scene, scratch, kind, *item)
        bad += bool(wrong)
        for text in wrong:
            print(f"{label(*item)}: {text}", flush=True)
    if len(TOLD) > 20 and 4 * sum(TOLD) < len(TOLD):
        print(f"{sum(TOLD)} of {len(TOLD)} were told to end")
        bad += 1
    return bad


def too_long(*_):
    raise TimeoutError


def main(program, kind, name, scratch):
    scene = scenario(name, scratch)
    signal.signal(signal.SIGALRM, too_long)
    os.mkdir(f"{scratch}/x")  # as deep as theirs: the calls are the same
    clean = Run(program, scene, f"{scratch}/x")
    if not all(v.kept() and not v.refused for v in clean.verdicts):
        print("does not work without a fault")
        return 1
    work = list(faults(clean, kind))
    workers = []
    for n in range(os.cpu_count() or 1):
        pid = os.fork()
        if pid == 0:
            bad = share(program, scene, f"{scratch}/{n}", kind,
                        work[n::os.cpu_count() or 1])
            os._exit(bad > 0)
        workers.append(pid)
    bad = sum(os.waitpid(pid, 0)[1] != 0 for pid in workers)
    print(f"{len(work)} sessions")
    return bad > 0 or len(work) < 40


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
