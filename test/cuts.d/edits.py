"""More of what is done while the disk is logged: POP3, edits by the tools and
by sign-ups, and files in `run`."""

import os
import re
import shutil
import subprocess
import tempfile

from work import look_mail, message, session

DOMAIN = "tools.example"


class Peer:
    """A dialogue, line by line."""

    def __init__(self, work, *server):
        self.sock, self.child = work.server(*server)
        self.sock.settimeout(session.PATIENCE)
        self.lines = self.sock.makefile("rb")
        self.hear()

    def hear(self):
        line = self.lines.readline().decode("latin-1")
        while re.match(r"\d\d\d-", line):
            line = self.lines.readline().decode("latin-1")
        return line

    def ask(self, text, want):
        self.sock.sendall(text.encode() + b"\r\n")
        line = self.hear()
        if not line.startswith(want):
            raise OSError(f"{text}: {line}")

    def end(self):
        self.lines.close()
        self.sock.close()
        self.child.wait()


def tool(work, *command, said=""):
    subprocess.run([f"{work.build}/smtpd-litectl", "-c", work.conf, *command],
                   input=said.encode(), env=work.env, check=True,
                   stdout=subprocess.DEVNULL)


class Files:
    """Files that are edited: after each edit that was confirmed, how they
    are then. What is found is the last of these, or the next one, whole; a
    new file may be empty. A time counts where an index goes by it."""

    NAMES = ("users", "users.cdb", "keys/current", "keys/next", "keys/old")

    def __init__(self, work):
        self.work, self.versions, self.indexed = work, [], set()
        self.done()

    def now(self, top):
        got = {}
        for name in self.NAMES:
            try:
                with open(f"{top}/etc/{name}", "rb") as f:
                    got[name] = f.read(), os.fstat(f.fileno()).st_mtime_ns
            except FileNotFoundError:
                got[name] = None, 0
        return got

    def done(self, indexed=False):
        if indexed:
            self.indexed.add(len(self.versions))
        self.work.mark(f"version {len(self.versions)}")
        self.versions.append(self.now(self.work.disk.top))

    def look(self, top, marks):
        n = [int(m.split()[1]) for m in marks if m.startswith("version")]
        if not n:
            return []
        legal = self.versions[n[-1]:n[-1] + 2]
        wrong = []
        for name, (text, when) in self.now(top).items():
            versions = [v[name] for v in legal]
            if text == b"" and versions[0][0] is None:
                continue
            if text not in [v[0] for v in versions]:
                wrong.append(f"{name} is none of its versions"
                             f" ({None if text is None else len(text)})")
            elif (n[-1] in self.indexed and text == versions[0][0]
                  and (text, when) not in versions):
                wrong.append(f"{name} has another time: an index is stale")
        return wrong


def settle(work):
    """A configuration, and a folder for what it names."""
    top = work.disk.top
    os.makedirs(top + "/etc/keys", 0o700)
    os.mkdir(top + "/run")
    work.conf = work.disk.folder + "/conf"
    settings = {"hostname": session.HOST, "mail": f"{top}/mail/%d/%u",
                "users": f"{top}/etc/users", "keys": f"{top}/etc/keys",
                "run": f"{top}/run", "aliases": f"{top}/etc/aliases"}
    with open(work.conf, "w", encoding="utf-8") as f:
        f.writelines(f"{k} = {v}\n" for k, v in settings.items())
    work.settings = ["-c", work.conf]
    work.disk.sync()


def tools(work):
    """Users, an index, keys, sign-ups."""
    settle(work)
    files = Files(work)
    for command in (["user", "add", f"ann@{DOMAIN}"],
                    ["user", "add", f"bob@{DOMAIN}"], ["index"],
                    ["user", "passwd", f"ann@{DOMAIN}"], ["index"],
                    ["user", "add", f"eve@{DOMAIN}"],
                    ["user", "del", f"bob@{DOMAIN}"],
                    ["key", "new"], ["key", "new", "next"],
                    ["key", "rotate"]):
        tool(work, *command, said="secret\n")
        files.done(command == ["index"])
    sign_up(work, files)
    return files.look


def sign_up(work, files):
    """A build without the teaching dialect has none."""
    options = ["-o", "dialect=teaching", "-o", "signup=open",
               "-o", "plaintext-auth=always"]
    try:
        for name in ("AGpvZQBzZWNyZXQ=", "AHRvbQBzZWNyZXQ="):
            peer = Peer(work, "smtpd-lite", *options)
            peer.ask("EHLO me", "250")
            peer.ask("AUTH PLAIN " + name, "235")
            files.done()
            peer.ask("QUIT", "221")
            peer.end()
    except OSError:
        if "dialect" not in subprocess.run(
                [f"{work.build}/smtpd-lite", *options], check=False,
                stdin=subprocess.DEVNULL, capture_output=True,
                text=True).stderr:
            raise


def pop3(work):
    """Four messages: two are deleted, one is read, one stays."""
    ann = f"ann@{DOMAIN}"
    settle(work)
    tool(work, "user", "add", ann, said="secret\n")
    work.sent(*(message(f"pop{n}", [ann]) for n in range(4)))
    new = f"{session.box(work.mail, ann)}/new"
    order = sorted(os.listdir(new), key=lambda n: (int(n.split(".")[0]), n))
    tags = [session.stored_whole(f"{new}/{n}", work.messages)[0].tag
            for n in order]
    peer = Peer(work, "pop3d-lite", "-o", "plaintext-auth=always")
    peer.ask("USER " + ann, "+OK")
    peer.ask("PASS secret", "+OK")
    peer.ask("DELE 1", "+OK")
    peer.ask("DELE 3", "+OK")
    peer.ask("RETR 2", "+OK")
    while peer.hear() != ".\r\n":
        pass
    work.mark(f"going {tags[0]} {tags[2]} {tags[1]}")
    peer.ask("QUIT", "+OK")
    work.mark(f"gone {tags[0]} {tags[2]}")
    work.mark(f"seen {tags[1]}")
    peer.end()
    return lambda top, marks: look_mail(work, top, marks)


class Run:
    """The folder `run`: after each session, what is counted there by then. It
    is not synced for our sake, so what is found may be older, or nothing; but
    each number is one that stood there once, and the programs go on."""

    def __init__(self, work):
        self.work, self.stood = work, {}
        self.done()

    def counted(self, run):
        said = subprocess.run(
            [f"{self.work.build}/smtpd-litectl", "-c", self.work.conf,
             "-o", f"run={run}", "metrics"], check=True, text=True,
            stdout=subprocess.PIPE).stdout
        if not said.endswith("# EOF\n"):
            raise OSError("metrics has no end")
        return dict(line.rsplit(" ", 1) for line in said.split("\n")
                    if line and line[0] != "#")

    def done(self):
        for name, number in self.counted(self.work.disk.top + "/run").items():
            self.stood.setdefault(name, {"0"}).add(number)

    def look(self, top):
        """On a copy, since what is looked at cannot be written."""
        with tempfile.TemporaryDirectory(dir=self.work.disk.folder) as folder:
            run = folder + "/run"
            shutil.copytree(top + "/run", run)
            wrong = [f"{name}: {number} was never counted"
                     for name, number in self.counted(run).items()
                     if number not in self.stood[name]]
            quits = 'smtpd_lite_sessions_total{server="smtp",end="quit"}'
            before = int(self.counted(run)[quits])
            said = subprocess.run(
                [f"{self.work.build}/smtpd-lite", "-m", folder + "/mail",
                 "-o", f"run={run}", "-o", "log=none"], input=b"QUIT\n",
                check=False, stdout=subprocess.PIPE).stdout
            if b"\n221 " not in said:
                wrong.append(f"no session: {said}")
            elif int(self.counted(run)[quits]) != before + 1:
                wrong.append("a session is not counted")
            return wrong


def counters(work):
    """Mail, and logins that fail; the disk is synced by somebody else."""
    ann = f"ann@{DOMAIN}"
    settle(work)
    tool(work, "user", "add", ann, said="secret\n")
    run = Run(work)
    for n in range(5):
        work.sent(message(f"count{n}", [ann]))
        run.done()
        if n % 2 == 1:
            work.disk.sync()
        peer = Peer(work, "pop3d-lite", "-o", "plaintext-auth=always")
        peer.ask("USER " + ann, "+OK")
        peer.ask("PASS " + "wrong" * (n == 3) + "secret",
                 "-ERR" if n == 3 else "+OK")
        peer.ask("QUIT", "+OK")
        peer.end()
        run.done()
    work.disk.sync()
    return lambda top, marks: run.look(top) if os.path.exists(
        top + "/run") else []
