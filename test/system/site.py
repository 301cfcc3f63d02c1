#!/usr/bin/python3 -ESB
"""Types a section of smtpd-lite-site(7): site.py PAGE SECTION LEADER.

LEADER is the first process of a container with smtpd-lite in it. Behind `# `
stands what root types there, behind `$ ` what ann does, behind `laptop$ ` what
somebody on another machine does: this one, with the container's network. Each
command is typed on a terminal. It must show the lines below it, where `...` is
any text and, alone on a line, any lines, and it must end with 0, or with what
the page shows for `echo $?`.
"""
import os
import re
import shlex
import subprocess
import sys
import time

PASSWORD = "sesame"
PROMPT = re.compile(r"^(laptop\$|[#$]) ")
# Commands whose output comes only when the journal or Dovecot has come so far.
# To repeat them changes nothing.
LOOKS = re.compile(r"journalctl |curl .*imap:")
PATIENCE = 20
HERE = os.path.dirname(os.path.realpath(__file__))


def displays(page, section):
    """The literal displays of a section, each as its lines."""
    block, inside = None, False
    with open(page, encoding="ascii") as file:
        for line in file.read().splitlines():
            if line.startswith(".Sh "):
                inside = line == ".Sh " + section
            elif line.startswith(".Bd -literal"):
                block = []
            elif line == ".Ed":
                if inside:
                    yield block
                block = None
            elif block is not None:
                block.append(line.replace("\\&", "").replace("\\e", "\\"))


def whole(lines):
    """The same lines, put together where one goes on in the next."""
    lines = iter(lines)
    for line in lines:
        while line.endswith("\\") or PROMPT.match(line) and line.endswith("|"):
            line = line.removesuffix("\\") + " " + next(lines).strip()
        yield " ".join(line.split()) if not PROMPT.match(line) else line


def steps(page, section):
    """Who types what, and what is seen then."""
    for block in displays(page, section):
        found = []
        for line in whole(block):
            prompt = PROMPT.match(line)
            if prompt:
                found.append((prompt[1], line[prompt.end():], []))
            elif found:
                found[-1][2].append(line)
        yield from found


def pattern(lines):
    text = ""
    for line in lines:
        text += r"(.*\n)*" if line == "..." else \
            ".*".join(re.escape(part) for part in line.split("...")) + "\n"
    return re.compile(text)


class Site:
    def __init__(self, leader):
        self.leader = leader
        self.build = os.environ["BUILD"]
        self.home = os.environ["BATS_FILE_TMPDIR"]
        self.root = f"/proc/{leader}/root"

    def folder_of(self, folder):
        return subprocess.run(
            ["make", "-s", "--no-print-directory", "-C", self.build,
             f"--eval=said: ; @echo $({folder})", "said"],
            check=True, text=True, capture_output=True).stdout.strip()

    def environment(self, home, *folders):
        path = ":".join(folders + ("/usr/sbin:/usr/bin:/sbin:/bin",))
        return ["/usr/bin/env", "-i", f"HOME={home}", f"PATH={path}",
                "LC_ALL=C.UTF-8", "TERM=dumb"]

    def words(self, who, command):
        """What runs a command of theirs."""
        if who == "laptop$":
            return ["/usr/bin/nsenter", f"--net=/proc/{self.leader}/ns/net",
                    "unshare", "--mount", "--propagation", "private", "sh",
                    "-ec", 'mount --bind "$1/hosts" /etc/hosts; shift; "$@"',
                    "sh", self.home, *self.environment(self.home, self.build),
                    "sh", "-c", command]
        there = ["/usr/bin/nsenter", "--target", self.leader, "--all"]
        folders = [self.folder_of(name) for name in ("sbindir", "bindir")]
        if who == "$":
            return there + ["setpriv", "--reuid", "ann", "--regid", "ann",
                            "--init-groups"] + \
                self.environment("/home/ann", folders[1]) + \
                ["sh", "-c", command]
        return there + self.environment("/root", *folders) + \
            ["sh", "-c", command]

    def typed(self, who, command, wanted):
        """How it ended, and what was shown."""
        asked = [PASSWORD for line in wanted if line.endswith(":") and
                 re.match("Password|Again|Enter host password", line)]
        done = subprocess.run(
            [HERE + "/../lib/answer_prompts.py", *self.words(who, command), "--",
             *asked], check=False, capture_output=True)
        lines = done.stdout.decode().replace("\r", "").splitlines()
        shown = [" ".join(line.split()) for line in lines]
        return done.returncode, "".join(line + "\n" for line in shown)

    def made(self, command):
        """There is no compiler in there: what was built is brought in, to
        where nspawn.bash has put it first."""
        make = ["make", "-s", "-C", self.build, f"DESTDIR={self.root}",
                "systemdsystemunitdir=/usr/lib/systemd/system"]
        done = subprocess.run(make + command.split()[1:], check=False,
                              stdout=subprocess.DEVNULL)
        return done.returncode, ""

    def installed(self, command):
        """There is no network in there: the package is there before."""
        _, verb, *packages = command.split()
        assert verb == "install" and packages, command
        return self.typed("#", f"dpkg -s {shlex.join(packages)} >/dev/null",
                          [])

    def ran(self, who, command, wanted):
        if command.split()[0] == "make":
            return self.made(command)
        if command.split()[0] == "apt-get":
            return self.installed(command)
        return self.typed(who, command, wanted)

    def step(self, who, command, wanted, status):
        end = time.monotonic() + PATIENCE
        while True:
            code, shown = self.ran(who, command, wanted)
            wrong = f"it ends with {code}, and not with {status}" \
                if code != status else "this is not what the page shows"
            if code == status and pattern(wanted).fullmatch(shown):
                return
            if not LOOKS.match(command) or time.monotonic() > end:
                sys.exit(f"{wrong}:\n{shown}")
            time.sleep(0.2)


def main():
    page, section, leader = sys.argv[1:]
    site, played = Site(leader), list(steps(page, section))
    if not played:
        sys.exit(f"no commands in {section}")
    for at, (who, command, wanted) in enumerate(played):
        print(who, command, flush=True)
        if command == "echo $?":
            continue
        status = 0
        if at + 1 < len(played) and played[at + 1][1] == "echo $?":
            status = int(played[at + 1][2][0])
        site.step(who, command, wanted, status)


if __name__ == "__main__":
    main()
