#!/usr/bin/python3 -ESB
"""Runs the transcripts of smtpd-lite-teaching(7): teaching_page.py PAGE.

A class is set up from contrib/classroom, and what stands in the page is typed
in its order. Whatever the programs say must stand there, too, but for what is
drawn by lot: ids, dates, keys, salts, guests.
"""
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import PATIENCE, Net, Piped, Room, Wrong, must, same, until

SITE = "@localstatedir@/lib/smtpd-lite/classroom"
LOT = [(r"\b[0-9a-f]{16}\b", "ID"), (r"\bguest-[a-z2-7]{8}\b", "GUEST"),
       (r"\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}", "$SALT$HASH"),
       (r"\bkey=[0-9a-f]{8}\b", "KEY"),
       (r"x25519 [A-Za-z0-9+/]{43}=", "x25519 KEY")]


def plain(text):
    """Without what is drawn by lot."""
    for what, name in LOT:
        text = re.sub(what, name, text)
    return text


def transcripts(page):
    """The lines of each literal block that begins with a command."""
    block = None
    with open(page, encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if line.startswith(".Bd -literal"):
                block = []
            elif line == ".Ed" and block:
                if block[0][1].startswith("$ "):
                    yield block
                block = None
            elif block is not None:
                block.append(
                    (number, line.replace("\\&", "").replace("\\e", "\\")))


def fits(said, wanted):
    if wanted.endswith(" ..."):
        return plain(said).startswith(plain(wanted[:-4]))
    return plain(said) == plain(wanted)


class Class:
    def __init__(self, room):
        self.room = room
        self.ports = {"12000": room.serve("smtpd-lite"),
                      "12001": room.serve("pop3d-lite")}

    def here(self, command):
        """What the page calls by its place elsewhere."""
        for port, ours in self.ports.items():
            command = command.replace(f"localhost:{port}", f"127.0.0.1:{ours}")
        return command.replace(SITE, self.room.top)

    def shell(self, lines):
        """Commands, and what they print."""
        while lines:
            _, command = lines.pop(0)
            done = subprocess.run(
                ["bash", "-c", self.here(command[2:])], text=True, check=False,
                capture_output=True, timeout=PATIENCE)
            wanted = []
            while lines and not lines[0][1].startswith("$ "):
                wanted.append(lines.pop(0)[1])
            same(plain(done.stdout).splitlines(), [plain(w) for w in wanted],
                 command + done.stderr)

    def said_to(self, guest):
        """The message that comes in between."""
        other = Net(self.ports["12000"])
        other.reply()
        other.ask("HELO zoe", "MAIL FROM: @ME", f"RCPT TO:<{guest}>", "DATA")
        other.ask("Subject: Lunch?\r\n\r\nNow!\r\n.", "QUIT")
        other.finish(True)

    def session(self, lines):
        number, command = lines.pop(0)
        port = command.split()[-1]
        talk = Net(self.ports[port]) if command.startswith("$ nc ") else \
            Piped(["bash", "-c", self.here(command[2:])])
        heard, skip, last = [], False, ""
        for number, line in lines:
            if line.startswith("("):
                self.said_to(re.search(r"guest-\S+", "\n".join(heard))[0])
            elif line.startswith("C:"):
                last = line[3:]
                talk.type(last)
            elif line == "S: ...":
                skip = True
            else:
                said = talk.line()
                while skip and said is not None and not fits(said, line[3:]):
                    said = talk.line()
                skip = False
                must(line[:2] == "S:" and said is not None and
                     fits(said, line[3:]), f"{number}: {line}\nsaid: {said}")
                heard.append(said)
        talk.finish(last == "QUIT")
        # A mailbox is in the order of seconds: the next message is of
        # another one, as those of students are.
        second = int(time.time())
        if "C: DATA" in (line for _, line in lines):
            until(lambda: int(time.time()) > second, "the next second")


def main():
    with Room() as room:
        with open(os.environ["SRC"] + "/contrib/classroom/classroom.conf.in",
                  encoding="ascii") as file:
            conf = file.read()
        room.write("conf", conf.replace(
            "@localstatedir@/lib/smtpd-lite/classroom", room.top).replace(
            "/run/smtpd-lite", room.path("run")))
        with open(os.environ["SRC"] + "/contrib/classroom/users",
                  encoding="ascii") as file:
            room.write("users", file.read())
        os.environ["PATH"] = os.environ["BUILD"] + ":" + os.environ["PATH"]
        os.environ["XDG_CONFIG_HOME"] = room.path("config")
        os.makedirs(room.path("config/smtp-lite"))
        room.options = []
        for words in (["key", "new"], ["user", "add", "teacher@class.example"],
                      ["check"]):
            code, said = room.ctl(*words)
            same(code, 0, said)
        played, students = 0, Class(room)
        for block in transcripts(sys.argv[1]):
            first = block[0]
            try:
                if re.match(r"\$ (nc|smtp-lite --interactive) ", first[1]):
                    students.session(block)
                else:
                    students.shell(block)
            except Wrong as why:
                raise Wrong(f"{sys.argv[1]}:{first[0]}: {why}") from None
            played += 1
        must(played > 20, f"{played} transcripts only")


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(str(wrong))
