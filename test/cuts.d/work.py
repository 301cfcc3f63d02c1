"""What is done while the disk is logged, what is promised by then, and what
must therefore be found after a power cut."""

import mmap
import os
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "promise"))
import session  # noqa: E402  pylint: disable=wrong-import-position

FIFTY = [f"fifty{n}@many.example" for n in range(50)]


class Foreign:
    """Commits the journal whenever a server waits for that, and now and then:
    syncs another file of the same file system. A process of its own."""

    def __init__(self, top, turns):
        self.turns = turns
        with open(turns, "wb") as f:
            f.truncate(8)
        self.child = os.fork()
        if self.child == 0:
            with open(turns, "r+b") as f, mmap.mmap(f.fileno(), 8) as shared:
                self._commit(memoryview(shared).cast("I"),
                             os.open(top + "/foreign", os.O_RDWR | os.O_CREAT))

    @staticmethod
    def _commit(turns, fd):
        n = 0
        while True:
            asked, n = turns[0], n + 1
            if asked != turns[1] or n % 1000 == 0:
                os.pwrite(fd, b"%d" % n, 0)
                os.fsync(fd)
                turns[1] = asked
            else:
                time.sleep(0.0005)

    def stop(self):
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)


class Work:
    """A disk with servers on it, which begin slowed down and, if BREAK says
    so, broken."""

    def __init__(self, disk, build, shim, how, turns):
        self.disk, self.build = disk, build
        self.mail = disk.top + "/mail"
        self.env = dict(os.environ, LD_PRELOAD=shim, CUTS_BREAK=how or "",
                        CUTS_TURNS=turns)
        self.lock = threading.Lock()
        self.messages = []
        self.settings = ["-m", self.mail, "-o", "hostname=" + session.HOST]

    def mark(self, text):
        with self.lock:
            self.disk.mark(text)

    def server(self, program, *options):
        """The peer's end of a connection to a server."""
        ours, theirs = socket.socketpair()
        with theirs, open(self.disk.folder + "/said", "ab") as said:
            child = subprocess.Popen(
                [f"{self.build}/{program}", *self.settings,
                 "-o", "log=stderr", *options], stdin=theirs, stdout=theirs,
                stderr=said, env=self.env)
        return ours, child

    def send(self, *messages):
        """Messages in one session; returns it under way."""
        ours, child = self.server("smtpd-lite")
        self.messages += messages
        client = Sender(self, ours, child, messages)
        client.start()
        return client

    def sent(self, *messages):
        self.send(*messages).done()


class Sender(session.Client):
    """Marks the moment of each 250."""

    def __init__(self, work, sock, child, messages):
        super().__init__(sock, messages)
        self.work, self.child = work, child

    def _send(self, m, v):
        super()._send(m, v)
        if v.kept():
            self.work.mark("stored " + m.tag)

    def done(self):
        self.join()
        self.child.wait()
        for m, v in zip(self.messages, self.verdicts):
            if not v.kept():
                raise OSError(f"{m.tag} was not kept: {v.refused}")


def message(tag, to, **how):
    m = session.Message(tag, to, **how)
    m.tag = tag
    return m


def mail(work):
    """The mailboxes are made; one, three, and BDAT."""
    ann, three = ["ann@one.example"], [f"{c}@three.example" for c in "xyz"]
    work.sent(message("first", ann), message("second", ann),
              message("three", three), message("again", three),
              message("chunks", ann, bdat=True),
              message("new-chunks", ["bob@one.example"], bdat=True))
    return lambda top, marks: look_mail(work, top, marks)


def fifty(work):
    """Fifty recipients, 200 KB, and both."""
    work.sent(message("fifty", FIFTY), message("fifty-again", FIFTY),
              message("large", ["ann@one.example"], lines=4500),
              message("large-all", FIFTY[:3], lines=4500))
    return lambda top, marks: look_mail(work, top, marks)


def four(work):
    """Four sessions at once, which share a mailbox."""
    clients = [work.send(*(message(f"s{n}-{i}", [f"s{n}@four.example",
                                                 "all@four.example"][:1 + i])
                           for i in range(2)))
               for n in range(4)]
    for client in clients:
        client.done()
    return lambda top, marks: look_mail(work, top, marks)


def found_in(work, top):
    """What lies in each mailbox, {address: [(folder, tag)]}, and what must
    not be there."""
    found, wrong = {}, []
    root = top + "/mail"
    for domain in session.listing(root):
        for local in session.listing(f"{root}/{domain}"):
            address = f"{local}@{domain}"
            for folder in ("new", "cur"):
                path = f"{root}/{domain}/{local}/{folder}"
                for name in session.listing(path):
                    m, why = session.stored_whole(
                        f"{path}/{name}", work.messages,
                        name.removesuffix(":2,S"))
                    if m is None:
                        wrong.append(f"{address}: {folder}/{name}: {why}")
                    elif address not in m.at:
                        wrong.append(f"{address}: {m.tag} is not for it")
                    else:
                        found.setdefault(address, []).append((folder, m.tag))
    return found, wrong


def look_mail(work, top, marks):
    """Acknowledged mail is there once; deleted mail is gone."""
    found, wrong = found_in(work, top)
    said = {}
    for mark in marks:
        word, *tags = mark.split()
        said.setdefault(word, set()).update(tags)
    for m in work.messages:
        for address in m.at:
            have = [folder for folder, tag in found.get(address, ())
                    if tag == m.tag]
            if len(have) > 1:
                wrong.append(f"{address}: {m.tag} is there twice")
            elif m.tag in said.get("gone", ()) and have:
                wrong.append(f"{address}: {m.tag} has come back")
            elif m.tag in said.get("seen", ()) and have != ["cur"]:
                wrong.append(f"{address}: {m.tag} is not in cur/")
            elif (m.tag in said.get("stored", ()) and not have
                  and m.tag not in said.get("going", ())):
                wrong.append(f"{address}: {m.tag} is lost")
    return wrong
