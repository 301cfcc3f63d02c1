#!/usr/bin/python3 -ESB
"""What the five systems did that this project comes from: seed_cases.py NAME.

NAME is row_1 to row_33, what seeds.bats says of each; or s0 to s4, a session
of each system, by hand and by smtp-lite.
"""
import base64
import configparser
import glob
import os
import re
import signal
import socket
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import (HASH, PATIENCE, Net, Piped, Room, main, must,
                       plain, same, text64, until)

SRC, BUILD = os.environ["SRC"], os.environ["BUILD"]
USERS = ["bob@example.org", "eve@example.org"]
BOTH = ("dialect=strict", "dialect=teaching")


def body(path):
    """A stored message, without the two lines of the server."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = re.match(r"Return-Path: <(.*)>\nReceived:.*\n(?:[ \t].*\n)*", text)
    must(found, text)
    return found[1], text[found.end():]


def mail_of(room, *addresses):
    """{mailbox: [(sender, message)...]}, in no order."""
    return {a: sorted(body(path) for path in room.mail(a)) for a in addresses}


def play(talk, *script):
    """`C: line`, or the beginning of a reply of one line or many."""
    for line in script:
        if line.startswith("C:"):
            talk.type(line[3:])
            continue
        said = talk.line()
        while said is not None and line[:3].isdigit() and said[3:4] == "-":
            said = talk.line()
        must(said is not None and said.startswith(line),
             f"{said!r}, not {line!r}")
    talk.finish(True)


def client(*argv, text="Subject: sent\n\nby a program\n", code=0):
    """smtp-lite; what it says."""
    done = subprocess.run([BUILD + "/smtp-lite", *argv], input=text, text=True,
                          capture_output=True, check=False, timeout=PATIENCE)
    same(done.returncode, code, f"exit code; {done.stderr}")
    return done.stderr


def by_hand_and_by_client(script, options, users, *boxes):
    """The same session from nc and from smtp-lite has one outcome: it."""
    outcomes = []
    for way in ("nc", "smtp-lite"):
        with Room(*options, users=users) as room:
            port = room.serve("smtpd-lite")
            play(Net(port) if way == "nc" else Piped(
                [BUILD + "/smtp-lite", "--interactive", "--plain",
                 "--server", f"127.0.0.1:{port}"]), *script)
            outcomes.append((room.names(), mail_of(room, *boxes)))
    same(outcomes[0], outcomes[1], "by smtp-lite")
    return outcomes[0]


def row_1():
    for option in BOTH:
        with Room(option, users=USERS) as room:
            all_of_them = [room.smtp() for _ in range(30)]
            same(len({s.process.pid for s in all_of_them}), 30, "processes")
            for n, s in enumerate(all_of_them):
                s.ask("EHLO client.example", "MAIL FROM:<>")
                s.is_("RCPT TO:<bob@example.org>", "250")
                s.ask("DATA")
                s.write(f"number {n}\r\n")
            for s in all_of_them:
                s.is_(".", "250 2.0.0")
            same([text for _, text in mail_of(
                room, "bob@example.org")["bob@example.org"]],
                sorted(f"number {n}\n" for n in range(30)), "mail")


def row_2():
    for option in BOTH:
        with Room(option) as room:
            same(room.ctl("key", "new")[0], 0, "key new")
            key = room.ctl("key", "show")[1].split()
            s = room.smtp()
            said = s.ask("RCKEY").split()
            same(said[:2] + said[3:], ["250", "x25519", "current"], "RCKEY")
            must(said[2] in key, f"{said} shows another key than {key}")
            same(len(base64.b64decode(said[2])), 32, "octets")
            s.write("EHLO client.example\r\n")
            must("250-RCKEY" in s.reply(), "EHLO")


class Tap:
    """Somebody between client and server, who listens."""

    def __init__(self, port):
        self.heard, self.port = b"", port
        self.server = socket.create_server(("127.0.0.1", 0))
        self.here = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        near, _ = self.server.accept()
        far = socket.create_connection(("127.0.0.1", self.port))
        threads = [threading.Thread(target=self.pass_on, args=pair, daemon=True)
                   for pair in ((near, far), (far, near))]
        for thread in threads:
            thread.start()

    def pass_on(self, one, other):
        try:
            while data := one.recv(65536):
                self.heard += data
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # both have hung up


def row_3():
    for option in BOTH:
        with Room(option) as room:
            same(room.ctl("key", "new")[0], 0, "key new")
            for way, heard in (("--plain", True), ("--tofu", False)):
                tap = Tap(room.serve("smtpd-lite"))
                client(way, "--known-hosts", room.path("known"), "--server",
                       f"127.0.0.1:{tap.here}", "-f", "", "bob@example.org",
                       text="Subject: quiet\n\nsecret words\n")
                same(b"secret words" in tap.heard, heard, f"heard with {way}")
            same([text.endswith("secret words\n") for _, text in mail_of(
                room, "bob@example.org")["bob@example.org"]], [True, True],
                "mail")


def row_4():
    with Room("signup=guest") as room:
        addresses = set()
        for verb in ("HELO", "EHLO", "HELO"):
            s = room.smtp()
            s.write(f"{verb} client.example\r\n")
            me = s.reply()[0].split()[-1]
            must(re.fullmatch("guest-[a-z2-7]{8}@example.org", me), me)
            addresses.add(me)
            s.is_("HELO again.example", f"250 mx.example Hello {me}")
            s.end()
            room.deliver(f"<{me}>", "later")
            same(len(room.mail(me)), 1, "messages")
        same(len(addresses), 3, "addresses")


def row_5():
    with Room("signup=guest", users=[f"bob@example.org:{HASH}",
                                     "eve@example.org"]) as room:
        s = room.smtp()
        me = s.ask("HELO client.example").split()[-1]
        s.is_("MAIL FROM:<bob@example.org>", "553 5.7.1")
        s.is_(f"MAIL FROM:<{me}>", "250")
        for option in BOTH:
            s = room.logged_in("bob", "secret", option)
            s.is_("MAIL FROM:<eve@example.org>", "553 5.7.1")
            s.is_("MAIL FROM:<bob@example.org>", "250")


def row_6():
    for option in BOTH:
        with Room(option) as room:
            s = room.smtp()
            s.ask("EHLO client.example", "MAIL FROM:<>")
            s.is_("RCPT TO:<nobody@example.org>", "550 5.1.1")
            s.is_("RCPT TO:<bob@example.org>", "250")


def row_7():
    with Room("signup=guest") as room:
        s = room.smtp()
        s.is_("WATCH", "530 5.7.0")
        me = s.ask("HELO client.example").split()[-1]
        s.write("WATCH\r\n")
        same(s.line(), "250-2.0.0 Watching", "WATCH")
        room.deliver(f"<{me}>", "at once")
        until(lambda: s.line() == "250-at once", "the message")
        s.is_("anything", "250 2.0.0")


def row_8():
    with Room() as room:
        s = room.smtp()
        s.ask("EHLO client.example", "MAIL FROM:<>")
        s.is_("RCPT TO:bob", "250")
        s.is_("CANCEL", "250 2.0.0")
        s.is_("RCPT TO:bob", "503")
        s.is_("DATA", "503")


def row_9():
    with Room() as room:
        s = room.smtp()
        s.is_("HI", "250 2.0.0 Hello 192.0.2.7")
        s.ask("HELO bob")
        s.is_("HI", "250 2.0.0 Hello bob@example.org")


def row_10():
    for option in BOTH:
        with Room(option) as room:
            s = room.smtp()
            s.is_("FROBNICATE", "500 5.5.1 Unknown command")
            s.is_("NOOP", "250")


def row_11():
    for option in BOTH:
        with Room(option) as room:
            for way in ("close", "reset"):
                s = room.smtp()
                s.ask("EHLO client.example", "MAIL FROM:<>",
                      "RCPT TO:<bob@example.org>")
                s.is_("DATA", "354")
                s.write("half of it\r\n")
                if way == "reset":
                    s.process.send_signal(signal.SIGSTOP)
                    s.write("and no more\r\n")
                    s.process.send_signal(signal.SIGCONT)
                log = s.end()
                same([line.split()[1] for line in log.splitlines()],
                     ["session"], log)
                must("end=lost messages=0" in log, log)
            same(glob.glob(room.path("mail/*/*/*/*")), [], "files")
            room.deliver("<bob@example.org>", "another")


def row_12():
    with Room("signup=guest") as room:
        port = room.serve("smtpd-lite")
        screen = Piped([BUILD + "/smtp-lite", "--interactive", "--plain",
                        "--server", f"127.0.0.1:{port}"])
        screen.line()
        screen.type("HELO client.example")
        me = screen.line().split()[-1]
        screen.type("WATCH")
        same(screen.line(), "250-2.0.0 Watching", "WATCH")
        # Nothing is typed, and it is shown.
        room.deliver(f"<{me}>", "while you type")
        until(lambda: "while you type" in screen.line(), "the message")
        screen.type("done")
        same(screen.line()[:9], "250 2.0.0", "the end of WATCH")
        screen.type("QUIT")
        same(screen.line()[:3], "221", "QUIT")
        screen.finish(True)


def login(s, name, password):
    same(s.ask("AUTH LOGIN"), "334 " + text64("Username:"), "AUTH LOGIN")
    same(s.ask(text64(name)), "334 " + text64("Password:"), "name")
    return s.ask(text64(password))


def row_13():
    for option in BOTH:
        with Room(option, users=[f"bob@example.org:{HASH}"]) as room:
            s = room.smtp()
            s.write("EHLO client.example\r\n")
            must("250-AUTH PLAIN LOGIN" in s.reply(), "EHLO")
            same(login(s, "bob", "wrong")[:9], "535 5.7.8", "wrong")
            same(login(s, "bob", "secret")[:9], "235 2.7.0", "right")


def row_14():
    for option in BOTH:
        with Room(option, users=[f"bob@example.org:{HASH}"]) as room:
            s = room.smtp()
            same(s.banner[0][:4], "220 ", "banner")
            s.is_("WHAT", "500 5.5.1 ")
            s.is_("EHLO client.example", "250 ")
            s.is_("AUTH LOGIN", "334 ")
            s.is_("Ym9i", "334 ")
            s.is_("d3Jvbmc=", "535 5.7.8 ")
            s.is_(plain("bob", "secret"), "235 2.7.0 ")
            s.is_("MAIL FROM:<bob@example.org>", "250 2.1.0 ")
            s.is_("RCPT TO:<bob@example.org>", "250 2.1.5 ")
            s.is_("DATA", "354 ")
            s.is_("text\r\n.", "250 2.0.0 ")
            s.is_("QUIT", "221 2.0.0 ")


def row_15():
    with Room("dialect=strict") as room:
        client("--server", f"127.0.0.1:{room.serve('smtpd-lite')}", "-f", "",
               "bob@example.org")
        (_, text), = mail_of(room, "bob@example.org")["bob@example.org"]
        must(text.endswith("\n\nby a program\n") and "Subject: sent" in text,
             text)


def row_16():
    with Room("dialect=strict", users=USERS) as room:
        same(room.ctl("check"), (0, ""), "check")
        same(room.ctl("provision")[0], 0, "provision")
        same(sorted(glob.glob(room.path("mail/*/*/*"))), sorted(
            room.path(f"mail/example.org/{who}/{kind}")
            for who in ("bob", "eve") for kind in ("cur", "new", "tmp")),
            "Maildirs")
        for user in USERS:
            room.deliver(f"<{user}>")
            same(len(room.mail(user)), 1, user)


def row_17():
    with Room("dialect=strict",
              users=["bob@example.org", "no address", "eve@example.org"]) \
            as room:
        code, said = room.ctl("check")
        same(code, 78, said)
        must(said.startswith(room.users_path + ":2: "), said)
        s = room.smtp()
        s.ask("EHLO client.example", "MAIL FROM:<>")
        s.is_("RCPT TO:<eve@example.org>", "250")
        must("users:2: " in s.end(), "the log says nothing")


def row_18():
    for option in BOTH:
        with Room(option) as room:
            s = room.smtp()
            must(s.banner[0].startswith("220 mx.example "), s.banner)
            s.is_("HELO", "501 5.5.4")
            s.is_("HELO a b", "501 5.5.4")
            s.is_("MAIL FROM:<>", "503")
            s.is_("HELO gmail.example", "250 mx.example")


def row_19():
    with Room("helo-domain=match", "signup=off") as room:
        s = room.smtp()
        s.is_("HELO gmail.example", "250")
        s.is_("MAIL FROM:<ann@other.example>", "553 5.1.8")
        s.is_("MAIL FROM:<ann@gmail.example>", "250")
        s = room.smtp("dialect=strict")
        s.is_("HELO gmail.example", "250")
        s.is_("MAIL FROM:<ann@other.example>", "250")


def row_20():
    with Room("signup=off") as room:
        s = room.smtp()
        s.ask("HELO gmail.example")
        s.is_("MAIL TO: ann@gmail.example", "250")
        s = room.smtp("dialect=strict")
        s.ask("HELO gmail.example")
        s.is_("MAIL TO: ann@gmail.example", "501 5.5.4")
        s.is_("MAIL FROM: ann@gmail.example", "250")


def row_21():
    for option in BOTH:
        with Room(option, users=[f"bob@example.org:{HASH}"]) as room:
            s = room.logged_in("bob", "secret")
            s.is_("MAIL FROM bob@example.org", "501")
            s.is_("MAIL FROM:<bob@@example.org>", "501")
            s.is_("MAIL FROM:<ann@gmail.example>", "553")
            s.is_("MAIL FROM:<bob@example.org>", "250")
            s.is_("RCPT bob@example.org", "501")
            s.is_("RCPT TO:<bob@@example.org>", "501")
            s.is_("RCPT TO:<nobody@example.org>", "550")
            s.is_("RCPT TO:<bob@example.org>", "250")
            s.is_("DATA x", "501")
            s.is_("DATA", "354")


def row_22():
    for option in BOTH:
        with Room(option, users=USERS) as room:
            s = room.smtp()
            s.ask("HELO gmail.example")
            for user in USERS:
                s.is_("MAIL FROM:<>", "250")
                s.is_(f"RCPT TO:<{user}>", "250")
                s.is_("DATA", "354")
                s.is_(f"for {user}\r\n.", "250")
            s.is_("QUIT", "221")
            same(mail_of(room, *USERS),
                 {user: [("", f"for {user}\n")] for user in USERS}, "mail")


def row_23():
    folder = BUILD + "/contrib/classroom/"
    unit = configparser.ConfigParser(strict=False)
    unit.optionxform = str
    unit.read(folder + "smtpd-classroom.socket")
    same(unit["Socket"]["ListenStream"], "12000", "socket unit")
    unit.read(folder + "smtpd-classroom@.service")
    must(unit["Service"]["ExecStart"].endswith("/smtpd-lite/classroom.conf"),
         "service unit")
    with open(folder + "classroom.xinetd", encoding="ascii") as file:
        must(re.search(r"port\s*= 12000\n(?:.*\n)*?.*/smtpd-lite\n\s*"
                       r"server_args\s*= -c .*/classroom.conf\n", file.read()),
             "xinetd file")
    with open(folder + "classroom.conf", encoding="ascii") as file:
        conf = dict(re.findall(r"^(\S+) = (.*)$", file.read(), re.M))
    same((conf["dialect"], conf["signup"]), ("teaching", "guest,open"), "conf")
    with open(SRC + "/contrib/classroom/users", encoding="ascii") as file:
        users = file.read().splitlines()
    with Room(*[f"{k}={conf[k]}" for k in ("dialect", "signup", "hostname")],
              users=users) as room:
        same(room.ctl("check")[0], 0, "check")
        s = room.smtp()
        must(s.banner[0].startswith("220 class.example "), s.banner)
        s.is_("HELO zoe", "250 class.example Hello zoe@class.example")
        s = room.smtp()
        s.is_("HELO a.b", "250 class.example Hello guest-")


def row_24():
    with Room(users=[f"bob@example.org:{HASH}"]) as room:
        s = room.smtp()
        s.is_("HELO zoe", "250 mx.example Hello zoe@example.org")
        same(room.names()[1:], ["zoe@example.org"], "users")
        s.is_("MAIL FROM:<zoe@example.org>", "250")
        s = room.smtp()
        s.is_("HELO bob", "530 5.7.0")


def row_25():
    with Room() as room:
        before = room.read()
        s = room.smtp()
        s.write("EHLO zoe\r\n")
        must("250-AUTH PLAIN LOGIN" in s.reply(), "EHLO")
        same(room.read(), before, "users after EHLO")
        s.is_(plain(".zoe", "geheim"), "501 5.5.4")
        same(login(s, "zoe", "geheim")[:3], "235", "made")
        must(room.read().startswith(
            before + "zoe@example.org:{ARGON2ID}$argon2id$"), room.read())
        s = room.smtp()
        s.ask("EHLO whoever")
        same(login(s, "zoe", "wrong")[:3], "535", "checked")
        same(login(s, "zoe", "geheim")[:3], "235", "checked")
        # One that has none yet gets its password.
        room.logged_in("bob", "new")
        must("\nbob@example.org:{ARGON2ID}" in "\n" + room.read(), "bob")


def row_26():
    with Room() as room:
        s = room.smtp()
        s.ask("HELO zoe")
        for me in ("@ME", " @me", "<@ME>", "zoe", "<zoe>"):
            s.is_(f"MAIL FROM:{me}", "250")
            s.is_("RCPT TO:bob", "250")
            s.is_("DATA", "354")
            s.is_("x\r\n.", "250")
        same({sender for sender, _ in mail_of(
            room, "bob@example.org")["bob@example.org"]}, {"zoe@example.org"},
            "senders")


def row_27():
    for option in BOTH:
        with Room(option, users=USERS) as room:
            s = room.smtp()
            s.ask("EHLO client.example", "MAIL FROM:<>")
            names = ["bob", "eve"] if option == BOTH[1] else \
                [f"<{user}>" for user in USERS]
            s.is_(f"RCPT TO:{names[0]}", "250")
            s.is_("RCPT TO:<nobody@example.org>", "550")
            s.is_(f"RCPT TO:{names[1]}", "250")
            s.is_("DATA", "354")
            s.is_("to both\r\n.", "250")
            same(mail_of(room, *USERS),
                 {user: [("", "to both\n")] for user in USERS}, "mail")


def row_28():
    with Room(users=[f"bob@example.org:{HASH}"]) as room:
        for option in BOTH:
            room.logged_in("bob", "secret", option)
            p = room.pop3(option)
            p.is_("USER bob", "+OK")
            p.is_("PASS secret", "+OK")
        room.logged_in("zoe", "by smtp")
        p = room.pop3()
        p.ask("USER zoe")
        p.is_("PASS by smtp", "+OK")
        must("\nzoe@example.org:{ARGON2ID}$argon2id$v=19$" in room.read(),
             room.read())


def row_29():
    with Room() as room:
        before = room.read()
        p = room.pop3("dialect=strict")
        p.ask("USER zoe")
        p.is_("PASS geheim", "-ERR [AUTH]")
        same(room.read(), before, "users")
        for name in ("zoe", "bob"):  # one that is new, one without a password
            p = room.pop3()
            p.ask(f"USER {name}")
            p.is_("PASS geheim", "+OK")
            room.logged_in(name, "geheim")
        p = room.pop3("signup-limit=2")
        p.ask("USER eve")
        p.is_("PASS geheim", "-ERR [SYS/TEMP]")


TWO = {"1.one": "From: Ann\n <ann@x>\nSubject: a\tb\n\nfirst\n",
       "2.two": "Subject: second\n\n.dot\n"}


def reader(room, *options):
    for folder in ("tmp", "new", "cur"):
        os.makedirs(room.path(f"mail/example.org/bob/{folder}"), exist_ok=True)
    for name, text in TWO.items():
        if not glob.glob(room.path(f"mail/example.org/bob/cur/{name}*")):
            room.write(f"mail/example.org/bob/new/{name}", text)
    p = room.pop3(*options)
    p.ask("USER bob")
    p.is_("PASS secret", "+OK")
    return p


def lines_of(p, command):
    """The first line of the reply, and the lines behind it up to the dot."""
    first, lines = p.ask(command), []
    while (line := p.line()) != ".":
        lines.append(line)
    return first, lines


def octets(text):
    return len(text) + text.count("\n")


def row_30():
    for option in BOTH:
        with Room(option, users=[f"bob@example.org:{HASH}"]) as room:
            p = reader(room)
            sizes = [octets(text) for text in TWO.values()]
            p.is_("STAT", f"+OK 2 {sum(sizes)}")
            same([line.split()[:2] for line in lines_of(p, "LIST")[1]],
                 [["1", str(sizes[0])], ["2", str(sizes[1])]], "LIST")
            same(lines_of(p, "RETR 2")[1],
                 ["Subject: second", "", "..dot"], "RETR")
            p.is_("RETR 3", "-ERR")
            same(lines_of(p, "TOP 2 0")[1], ["Subject: second", ""], "TOP")
            same(len(lines_of(p, "UIDL")[1]), 2, "UIDL")
            p.is_("DELE 1", "+OK")
            p.is_("STAT", f"+OK 1 {sizes[1]}")
            p.is_("RSET", "+OK")
            p.is_("NOOP", "+OK")
            p.is_("DELE 2", "+OK")
            p.is_("QUIT", "+OK")
            p.end()
            same(os.listdir(room.path("mail/example.org/bob/new")), ["1.one"],
                 "left")


def row_31():
    with Room(users=[f"bob@example.org:{HASH}"]) as room:
        p = reader(room)
        same(lines_of(p, "LIST")[1],
             [f"1 {octets(TWO['1.one'])} Ann <ann@x> a b",
              f"2 {octets(TWO['2.two'])}  second"], "LIST")
        same(p.ask("LIST 1"), f"+OK 1 {octets(TWO['1.one'])} Ann <ann@x> a b",
             "LIST 1")
        room.write("mail/example.org/bob/new/3.long", "From: a\x7fb\x1b" +
                   "c" * 1200 + "\nSubject: x\n\n")
        p = reader(room)
        long = lines_of(p, "LIST")[1][2]
        same(len(long), 498, "octets of the longest line, without its end")
        same(long.split(None, 2)[2][:5], "a b c", "control octets")
        must(len(p.ask("LIST 3")) <= 498, "LIST 3")
        p = reader(room, "dialect=strict")
        same(lines_of(p, "LIST")[1][0], f"1 {octets(TWO['1.one'])}", "strict")


def row_32():
    with Room(users=[f"bob@example.org:{HASH}"]) as room:
        frames = [f"+OK {n} {octets(text)}\r\n" + text.replace(
            "\n.", "\n..").replace("\n", "\r\n") + ".\r\n"
            for n, text in enumerate(TWO.values(), 1)]

        def asks(p, command, wanted):
            p.write(command + "\r\n")
            same([p.line() for _ in range(wanted.count("\r\n"))],
                 wanted.split("\r\n")[:-1], command)
            must(p.quiet(), f"more after {command}")

        p = reader(room)
        asks(p, "RETR", "+OK 2 messages\r\n" + "".join(frames))
        asks(p, "RETR U", "+OK 2 messages\r\n" + "".join(frames))
        p.end()
        p = reader(room)
        lines_of(p, "RETR 1")
        p.is_("QUIT", "+OK")
        p.end()
        p = reader(room)
        asks(p, "RETR U", "+OK 1 messages\r\n" + frames[1])
        asks(p, "RETR", "+OK 2 messages\r\n" + "".join(frames))
        p.is_("RETR X", "-ERR")
        p = reader(room, "dialect=strict")
        p.is_("RETR", "-ERR")
        p.is_("RETR U", "-ERR")


def row_33():
    with Room("dialect=strict") as room:
        text = "x" * 70 + "\r\n"
        done, seen = threading.Event(), set()

        def look():
            while not done.is_set() or len(seen) < 5:
                for path in room.mail("bob@example.org"):
                    _, said = body(path)
                    must(said.endswith("the end\n"), "half a message")
                    seen.add(path)

        def deliver():
            for _ in range(5):
                room.deliver("<bob@example.org>", text * 3000 + "the end")
            done.set()

        threads = [threading.Thread(target=deliver)]
        threads[0].start()
        look()
        threads[0].join()
        same(len(seen), 5, "messages")
        same(os.listdir(room.path("mail/example.org/bob/tmp")), [], "tmp")
        with open(seen.pop(), "rb") as file:
            must(b"\r" not in file.read(), "plain text has LF")


def s0():
    """Two clients: one waits for its mail, the other sends to it."""
    for way in ("nc", "smtp-lite"):
        with Room("signup=guest", "plaintext-auth=never") as room:
            same(room.ctl("key", "new")[0], 0, "key new")
            port = room.serve("smtpd-lite")

            def connect():
                return Net(port) if way == "nc" else Piped(
                    [BUILD + "/smtp-lite", "--interactive", "--tofu",
                     "--known-hosts", room.path("known"),
                     "--server", f"127.0.0.1:{port}"])

            def begin(talk):
                said = talk.line()
                while not said.startswith("220 "):
                    said = talk.line()
                talk.type("HELO client.example")
                return talk.line().split()[-1]

            one, two = connect(), connect()
            ann, ben = begin(one), begin(two)
            must(ann != ben, "one address for two")
            one.type("WATCH")
            same(one.line(), "250-2.0.0 Watching", "WATCH")
            play(two, "C: HI", f"250 2.0.0 Hello {ben}",
                 "C: RCKEY", "250 x25519 ",
                 "C: FOO", "500 5.5.1 Unknown command",
                 f"C: MAIL FROM: {ann}", "553 5.7.1",
                 f"C: MAIL FROM: {ben}", "250",
                 "C: RCPT TO: nobody@example.org", "550",
                 f"C: RCPT TO: {ann}", "250",
                 "C: CANCEL", "250", "C: DATA", "503",
                 f"C: MAIL FROM: {ben}", "250", f"C: RCPT TO: {ann}", "250",
                 "C: DATA", "354", "C: hello, ann", "C: .", "250 2.0.0",
                 "C: QUIT", "221")
            until(lambda: one.line() == "250-hello, ann", "the message")
            play(one, "C: ", "250 2.0.0", "C: QUIT", "221")
            same(mail_of(room, ann, ben),
                 {ann: [(ben, "hello, ann\n")], ben: []}, "mail")
            with open(room.mail(ann)[0], encoding="ascii") as file:
                same("Noise_XK" in file.read(), way == "smtp-lite", "sealed")


def s1():
    """EHLO, a login in base64, one mail."""
    users = [f"bob@example.org:{HASH}:::::", "eve@example.org"]
    text = "Subject: the exercise\n\n.and its text\n"
    outcomes = []
    for way in ("hand", "smtp-lite"):
        with Room("dialect=strict", users=users) as room:
            port = room.serve("smtpd-lite")
            if way == "hand":
                play(Net(port), "220 mx.example", "C: FOO", "500",
                     "C: EHLO client.example", "250",
                     "C: AUTH LOGIN", "334 VXNlcm5hbWU6",
                     "C: Ym9i", "334 UGFzc3dvcmQ6", "C: d3Jvbmc=", "535",
                     "C: AUTH LOGIN", "334 ", "C: Ym9i", "334 ",
                     "C: c2VjcmV0", "235", "C: MAIL FROM:<bob@example.org>",
                     "250", "C: RCPT TO:<eve@example.org>", "250",
                     "C: DATA", "354", "C: Subject: the exercise", "C: ",
                     "C: ..and its text", "C: .", "250", "C: QUIT", "221")
            else:
                common = ["--plain", "--server", f"127.0.0.1:{port}", "-u",
                          "bob", "-f", "bob@example.org"]
                said = client(*common, "--password-command", "echo wrong",
                              "eve@example.org", text=text, code=69)
                must("535" in said, said)
                client(*common, "--password-command", "echo secret",
                       "eve@example.org", text=text)
            (sender, stored), = mail_of(room, users[1])[users[1]]
            # A program adds From, Date and Message-ID.
            outcomes.append((sender, re.sub(
                "(?m)^(From|To|Date|Message-ID): .*\n", "", stored)))
    same(outcomes, [("bob@example.org", text)] * 2, "mail")


def s2_session(*more):
    """HELO of a domain, MAIL TO, errors that are tried again, QUIT."""
    users = ["ann@gmail.example", "bob@gmail.example"]
    script = ["220 mx.example ", "C: HELO", "501", "C: OLA gmail.example",
              "500", "C: HELO gmail.example", "250 mx.example",
              "C: MAIL ann@gmail.example", "501",
              "C: MAIL TO: ann@other.example", "553 5.1.8",
              "C: MAIL TO: ann@gmail.example", "250",
              "C: RCPT bob@gmail.example", "501",
              "C: RCPT TO: nobody@gmail.example", "550",
              "C: RCPT TO: bob@gmail.example", "250",
              "C: DADOS", "500", "C: DATA", "354",
              "C: ola, bob", "C: tchau", "C: .",
              "250 2.0.0", *more, "C: QUIT", "221"]
    return by_hand_and_by_client(
        script, ["signup=off", "helo-domain=match"], users, *users)


def bad_file():
    """A bad file of addresses is an error, and the end."""
    with Room(users=["ann@gmail.example", "bob gmail.example"]) as room:
        code, said = room.ctl("check")
        same(code, 78, said)
        must(":2: " in said, said)
        room.write("users", "ann@gmail.example\nbob@gmail.example\n")
        same(room.ctl("check"), (0, ""), "check")
        same(room.ctl("provision")[0], 0, "provision")
        same(len(glob.glob(room.path("mail/gmail.example/*/new"))), 2, "boxes")


def s2():
    """The file of addresses, then one mail, one at a time."""
    bad_file()
    _, mail = s2_session()
    same(mail, {"ann@gmail.example": [], "bob@gmail.example":
                [("ann@gmail.example", "ola, bob\ntchau\n")]}, "mail")


def s3():
    """Accounts by HELO and EHLO; several recipients; POP3."""
    script = ["220 mx.example ", "C: HELO ann",
              "250 mx.example Hello ann@example.org",
              "C: MAIL FROM: someone", "553", "C: MAIL FROM: @ME", "250",
              "C: RCPT TO: bob", "250", "C: RCPT TO: nobody", "550",
              "C: RCPT TO: ann", "250", "C: DATA", "354", "C: Subject: hi",
              "C: ", "C: to two", "C: .", "250",
              "C: HELO bob", "250", "C: EHLO eve", "250",
              "C: AUTH LOGIN", "334", "C: ZXZl", "334", "C: c2VjcmV0", "235",
              "C: MAIL FROM: eve", "250", "C: RCPT TO: bob", "250",
              "C: DATA", "354", "C: Subject: ho", "C: ", "C: to one", "C: .",
              "250", "C: QUIT", "221"]
    names, mail = by_hand_and_by_client(
        script, [], ["bob@example.org"], "ann@example.org", "bob@example.org")
    same(names, ["bob@example.org", "ann@example.org", "eve@example.org"],
         "users")
    hi = ("ann@example.org", "Subject: hi\n\nto two\n")
    same(mail, {"ann@example.org": [hi], "bob@example.org": [
        hi, ("eve@example.org", "Subject: ho\n\nto one\n")]}, "mail")
    with Room() as room:
        room.deliver("bob", "From: ann\r\nSubject: hi\r\n\r\nto bob",
                     "<ann@x.example>")
        p = Net(room.serve("pop3d-lite"))
        same(p.line()[:3], "+OK", "banner")
        p.is_("USER bob", "+OK")
        p.is_("PASS secret", "+OK")
        size = p.ask("STAT").split()[2]
        same(lines_of(p, "LIST")[1], [f"1 {size} ann hi"], "LIST")
        same(lines_of(p, "RETR 1")[1][-2:], ["", "to bob"], "RETR 1")
        same(p.ask("RETR"), "+OK 1 messages", "RETR")
        same(p.line(), f"+OK 1 {size}", "RETR")
        while p.line() != ".":
            pass
        p.is_("DELE 1", "+OK")
        p.is_("QUIT", "+OK")
        p.finish(True)
        same(room.mail("bob@example.org"), [], "left")
        p = Net(room.serve("pop3d-lite"))
        p.line()
        p.ask("USER bob")
        p.is_("PASS wrong", "-ERR [AUTH]")
        p.finish(False)


def s4():
    """As S2, and another mail on the same connection."""
    bad_file()
    _, mail = s2_session(
        "C: MAIL TO: bob@gmail.example", "250",
        "C: RCPT TO: ann@gmail.example", "250", "C: DATA", "354", "C: oi, ann",
        "C: .", "250 2.0.0")
    same(mail, {"ann@gmail.example": [("bob@gmail.example", "oi, ann\n")],
                "bob@gmail.example":
                [("ann@gmail.example", "ola, bob\ntchau\n")]}, "mail")


if __name__ == "__main__":
    main(globals())
