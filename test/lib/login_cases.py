#!/usr/bin/python3 -ESB
"""Logins, and the users file behind them: login_cases.py NAME, a function
below."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import HASH, Room, main, must, plain, same

STRICT = "dialect=strict"


def two_ats():
    """What two @ are in is nobody's address, for mail and for logins."""
    users = ["bob@example.org", f"a@b@example.org:{HASH}:::::"]
    with Room(STRICT, users=users) as room:
        room.write("aliases", "x@y@example.org: bob\nhalf: bob@a@example.org\n")
        s = room.smtp()
        s.ask("EHLO client.example")
        s.is_(plain("a@b@example.org", "secret"), "535 5.7.8")
        s.is_("MAIL FROM:<>", "250")
        for to in ('"a@b"@example.org', '"x@y"@example.org', "half"):
            to += "" if "@" in to else "@example.org"
            s.is_(f"RCPT TO:<{to}>", "550 5.1.1")
        log = s.end()
        for where in ("users:2: ", "aliases:1: ", "aliases:2: "):
            must(where + "an address has one @ only" in log, log)


def whole_file():
    """Without an index a login reads users to the end, whoever it is for:
    the last line, which is malformed, is met each time."""
    users = [f"bob@example.org:{HASH}:::::", "eve@example.org", "", "broken"]
    for name in ("bob@example.org", "bob", "eve", "nobody@example.org",
                 "nobody", "bob@example.net"):
        with Room(STRICT, users=users) as room:
            s = room.smtp()
            s.ask("EHLO client.example")
            s.is_(plain(name, "wrong"), "535 5.7.8")
            must("users:4: " in s.end(), f"{name}: not read to the end")


def long_lines():
    """What is behind the hash may be as long as a line is. A hash that is too
    long is a malformed one."""
    rest = "x" * (16384 - len(f"bob@example.org:{HASH}:"))
    users = [f"bob@example.org:{HASH}:{rest}",
             f"ann@example.org:{HASH}{'x' * 3000}:", f"eve@example.org::{rest}"]
    for index in (False, True):
        with Room(STRICT, users=users) as room:
            must(not index or room.ctl("index")[0] == 0, "index")
            s = room.smtp()
            s.ask("EHLO client.example")
            s.is_(plain("ann@example.org", "secret"), "454 4.7.0")
            s.is_(plain("eve@example.org", "secret"), "535 5.7.8")
            s.is_(plain("bob@example.org", "secret"), "235")
            log = s.end()
            must("users: the hash is " in log, log)
            room.logged_in("bob@example.org", "secret")
            same(room.ctl("user", "passwd", "eve@example.org",
                          password="new")[0], 74, "longer than a line may be")
            line = users[0][:-300] + "\n"
            room.write("users", line)
            same(room.ctl("user", "passwd", "bob@example.org",
                          password="new"), (0, ""), "passwd")
            same(room.read()[-2000:], line[-2000:], "fields")
            room.logged_in("bob@example.org", "new")


PASSWORDS = ["hunter2", "Hunter2@home", "hunter2@b.example", "hunter2 x",
             "@example.org hunter2", "hunter2@", "x" * 80, "twins-hunter2"]


TWINS = [f"bob@example.org:{HASH}:::::", "twins-hunter2@example.org",
         "twins-hunter2@example.net"]


def keeps_quiet(option, names):
    """With OPTION none of NAMES is in the log."""
    with Room(option, users=TWINS) as room:
        for name in names:
            logs = []
            s = room.smtp()
            s.ask("EHLO client.example", plain(name, "pw"))
            logs.append(s.end())
            s = room.pop3()
            s.ask(f"USER {name}", "PASS pw")
            logs.append(s.end())
            for log in logs:
                must("hunter2" not in log.lower() and "xxx" not in log, log)
                must("rip=192.0.2.7" in log, log)


def typed_names():
    """What is nobody's name may be a password, and is not in the log."""
    keeps_quiet(STRICT, PASSWORDS)
    with Room(STRICT, users=TWINS) as room:
        for name, code in (("Bob", "235"), ("bob@EXAMPLE.org", "235"),
                           ("nobody@example.org", "535")):
            s = room.smtp()
            s.ask("EHLO client.example")
            s.is_(plain(name, "secret"), code)
            log = s.end()
            must(f'user="{name}"' in log, log)


def typed_names_of_a_class():
    """Where one may sign up, once the limit is reached."""
    keeps_quiet("signup-limit=1", PASSWORDS[:-2])


def lost_users():
    """No mail is refused for good because of an edit that went wrong."""
    with Room(STRICT, users=["bob@example.org"]) as room:
        s = room.smtp()
        s.ask("EHLO client.example", "MAIL FROM:<>")
        for text in ("", "# nobody\n", "bob\n"):
            room.write("users", text)
            for to in ("bob@example.org", "eve@example.net", "postmaster"):
                s.is_(f"RCPT TO:<{to}>", "451 4.3.0")
            s.ask("RSET")
            s.is_("MAIL FROM:<>", "250")
        room.write("users", "eve@example.net\n")
        s.is_("RCPT TO:<bob@example.org>", "550 5.7.1")
        s.is_("RCPT TO:<eve@example.net>", "250")


def lost_users_of_a_class():
    """The file is opened anew where one may sign up."""
    with Room(users=["bob@example.org"]) as room:
        s = room.smtp()
        os.rename(room.users_path, room.path("away"))
        s.is_("HELO zoe", "451 4.3.0")
        s.is_("EHLO client.example", "250")
        s.is_("MAIL FROM:<>", "250")
        for to in ("bob@example.org", "bob", "zoe", "postmaster"):
            s.is_(f"RCPT TO:<{to}>", "451 4.3.0")


def first_account():
    """The first domain is the host's own, and its special names are kept."""
    for users in ([], ["# the class"]):
        with Room(users=users) as room:
            room.write("aliases", "staff: carol\n")
            s = room.smtp()
            for name in ("postmaster", "PostMaster", "guest-abcdefgh"):
                s.is_(f"HELO {name}", "530 5.7.0")
            s.is_("HELO carol", "250 mx.example Hello carol@mx.example")
            s.is_("MAIL FROM:@ME", "250")
            s.is_("RCPT TO:carol", "250")
            s.is_("RCPT TO:<staff@mx.example>", "250")
            s.is_("RCPT TO:<postmaster>", "250")
            room.smtp().is_("HELO staff", "530 5.7.0")
            same(room.names(), [*users, "carol@mx.example"], "users")
        with Room(users=users) as room:
            s = room.smtp()
            s.ask("EHLO client.example")
            s.is_(plain("carol", "pw"), "235")
            room.logged_in("carol@mx.example", "pw")
    with Room("signup=guest", users=[]) as room:
        s = room.smtp()
        me = s.ask("HELO client").split()[-1]
        must(me.endswith("@mx.example"), me)
        room.deliver(f"<{me}>")
        same(len(room.mail(me)), 1, "messages")


if __name__ == "__main__":
    main(globals())
