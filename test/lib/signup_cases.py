#!/usr/bin/python3 -ESB
"""Sign-up in the classroom: signup_cases.py NAME, a function below."""
import contextlib
import fcntl
import os
import resource
import stat
import struct
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
# pylint: disable=wrong-import-position
from classroom import HASH, Room, Wrong, main, must, plain, same, text64, until

KEY = "WGmv9FBUlzLLqu1eXfmzCm2jHLDldCutWtShp2jxpns="
HEAD = 16  # octets of a file of run before what it holds (base/runfile)


def by_helo(room, name, _, *options):
    return room.smtp(*options).ask(f"HELO {name}")


def by_auth(room, name, password, *options):
    s = room.smtp(*options)
    s.ask("EHLO client.example")
    return s.ask(plain(name, password))


def by_login(room, name, password, *options):
    s = room.smtp(*options)
    s.ask("EHLO client.example", "AUTH LOGIN")
    return s.ask(text64(name), text64(password))


def by_pass(room, name, password, *options):
    s = room.pop3(*options)
    return s.ask(f"USER {name}", f"PASS {password}")


def all_at_once(*calls):
    """What these come to, each in a thread of its own."""
    results, gate = [None] * len(calls), threading.Barrier(len(calls))

    def one(i):
        gate.wait()
        try:
            results[i] = calls[i]()
        except Wrong as why:
            results[i] = why

    threads = [threading.Thread(target=one, args=(i,))
               for i in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Wrong):
            raise result
    return results


def repeated(stop, what):
    """A call that does this with 0, 1, 2... until STOP; it says how often."""
    def call():
        n = 0
        while n < 3 or not stop.is_set():
            what(n)
            n += 1
        return n
    return call


def many_names():
    """Twenty sign-ups of twenty names, while others change the file."""
    users = ["# the class", "bob@example.org", "eve@example.org::1:2:::"]
    with Room("signup-limit=1000000", users=users) as room:
        os.mkdir(room.path("run2"))
        stop = threading.Event()

        def sign_up(i):
            # Ten in a minute is the most that one `run` lets in.
            run = "run=@run2" if i % 2 else "run=@run"
            by = (by_helo, by_helo, by_auth, by_login, by_pass)[i % 5]
            reply = by(room, f"zoe{i}", f"pw{i}", run)
            must(reply[:3] in ("250", "235", "+OK"), f"zoe{i}: {reply}")

        def administer(n):
            code, said = room.ctl("user", "add", f"new{n}@example.org")
            same(code, 0, said)
            code, said = room.ctl("user", "del", f"new{n}@example.org")
            same(code, 0, said)
            same(room.ctl("user", "add", f"kept{n}@example.org")[0], 0, "add")

        def by_hand(n):
            """As an editor that knows of the lock."""
            while True:
                with open(room.users_path, "rb+") as file:
                    fcntl.flock(file, fcntl.LOCK_EX)
                    if os.fstat(file.fileno()).st_ino != \
                            os.stat(room.users_path).st_ino:
                        continue
                    with open(room.path("copy"), "wb") as copy:
                        os.fchmod(copy.fileno(), 0o600)
                        copy.write(file.read() +
                                   b"hand%d@example.org\n" % n)
                    os.rename(room.path("copy"), room.users_path)
                    return

        def sign_up_all():
            try:
                all_at_once(*[lambda i=i: sign_up(i) for i in range(20)])
            finally:
                stop.set()

        _, edits, hands = all_at_once(
            sign_up_all, repeated(stop, administer), repeated(stop, by_hand))
        wanted = ["# the class", "bob@example.org", "eve@example.org"]
        wanted += [f"zoe{i}@example.org" for i in range(20)]
        wanted += [f"kept{n}@example.org" for n in range(edits)]
        wanted += [f"hand{n}@example.org" for n in range(hands)]
        same(sorted(room.names()), sorted(wanted), "users")
        must(room.read().endswith("\n"), "the last line has no end")
        same(room.ctl("check"), (0, ""), "check")
        for i in range(2, 20, 5):
            room.logged_in(f"zoe{i}", f"pw{i}")


def one_name():
    """Twenty sign-ups of one name have one winner, and it stays."""
    with Room() as room:
        def sign_up(i):
            by = by_pass if i % 3 == 0 else by_auth
            return by(room, "zoe", f"pw{i}")

        replies = all_at_once(*[lambda i=i: sign_up(i) for i in range(20)])
        won = [i for i, r in enumerate(replies) if r[:3] in ("235", "+OK")]
        same(len(won), 1, f"winners in {replies}")
        for i, reply in enumerate(replies):
            must(i in won or reply.startswith(
                "-ERR [AUTH]" if i % 3 == 0 else "535 5.7.8"), reply)
        same(room.names(), ["bob@example.org", "zoe@example.org"], "users")
        room.logged_in("zoe", f"pw{won[0]}")


def one_password():
    """A passwordless account gets one password."""
    with Room() as room:
        replies = all_at_once(*[
            lambda i=i: by_auth(room, "bob", f"pw{i}") for i in range(8)])
        won = [i for i, r in enumerate(replies) if r.startswith("235")]
        same(len(won), 1, f"winners in {replies}")
        must(all(r.startswith(("235", "535")) for r in replies), replies)
        same(room.names(), ["bob@example.org"], "users")
        room.logged_in("bob", f"pw{won[0]}")


def first_moment():
    """Many find no password, and one writes it: the lock decides."""
    with Room() as room:
        with open(room.users_path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            sessions = [room.smtp() for _ in range(3)]
            for i, s in enumerate(sessions):
                s.ask("EHLO client.example")
                s.write(plain("zoe", "geheim") + "\r\n")
            # All have hashed, and wait for the lock.
            until(lambda: sum(
                files_of(s.process.pid).count(room.users_path)
                for s in sessions) >= 6,
                "three wait")
        replies = [s.reply()[-1][:3] for s in sessions]
        same(sorted(replies), ["235", "535", "535"], "replies")
        same(room.names(), ["bob@example.org", "zoe@example.org"], "users")


def files_of(pid):
    """What the process has open; some of it may be gone by the next look."""
    top, found = f"/proc/{pid}/fd", []
    for fd in os.listdir(top):
        with contextlib.suppress(FileNotFoundError):
            found.append(os.readlink(os.path.join(top, fd)))
    return found


GOOD = ["a", "7", "Zoe", "a.b", "a-b", "a_b", "0._-", "x" * 32]
BAD = ["", "x" * 33, ".a", "-a", "_a", "a+b", "a/b", "a b", " a", "a ", "a:b",
       "a\n", "a\r\nb@example.org", "a\tb", "a%b", "a,b", "a=b", "\xe4", "*",
       "a\x7f", "..", "../a", "a\\b", "#a", "a!", "'", '"a"', "<a>", "a(b)"]
TAKEN = ["postmaster", "PostMaster", "staff", "STAFF", "guest-abcdefgh",
         "guest-", "Guest-x", "dan"]
ELSEWHERE = ["a@b.example", "@example.org", "a@", "a@@example.org", "a@b@c",
             ".a@example.org", "a/b@example.org", "a@example.org.", "@"]


def names():
    """What may be a name, in all ways to give one."""
    with Room("signup-limit=1000000") as room:
        room.write("aliases", "staff: bob\n")
        room.write("authorized-keys", f"dan@example.org x25519 {KEY}\n")
        before = room.read()

        def refused(by, name, *codes):
            reply = by(room, name, "pw")
            must(reply.startswith(codes), f"{by.__name__} {name!r}: {reply}")

        calls = []
        for name in BAD + TAKEN + ELSEWHERE:
            code = "501 5.5.4" if name in BAD and "@" not in name and name \
                else "535 5.7.8" if "@" in name or name in TAKEN else "501"
            calls.append((refused, by_auth, name, code))
            if name in BAD[:8] + TAKEN[:1] + ELSEWHERE[:1]:
                calls.append((refused, by_login, name, code))
            if not set(name) & set("\r\n") and name.strip() == name:
                calls.append((refused, by_pass, name, "-ERR"))
                if "." not in name and "@" not in name:
                    calls.append((refused, by_helo, name, "530 5.7.0"
                                  if name in TAKEN else "501 5.5.4"))
        # As many as may hash at a time.
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda call: call[0](*call[1:]), calls))
        same(room.read(), before, "users")
        for i, name in enumerate(GOOD):
            os.makedirs(room.path(f"r{i}"))
            reply = by_auth(room, name, "pw", f"run=@r{i}")
            must(reply.startswith("235"), f"{name}: {reply}")
            must(room.read().splitlines()[-1].startswith(
                name.lower() + "@example.org:{ARGON2ID}$argon2id$v=19$"),
                room.read())
            room.logged_in(name.upper(), "pw")


def protected():
    """What has a password or a key is its owner's."""
    users = [f"bob@example.org:{HASH}:::::", f"Ann@example.org:{HASH}",
             "dan@example.org", f"eve@example.net:{HASH}:1:2::/x:",
             "kim@example.org:", "kim@example.org:" + HASH]
    with Room("signup=guest,open", users=users) as room:
        room.write("authorized-keys", f"dan@example.org x25519 {KEY}\n")
        before = room.read()
        for name in ("bob", "BOB", "ann", "dan"):
            s = room.smtp()
            s.is_(f"HELO {name}", "530 5.7.0")
            s.is_(f"MAIL FROM:{name}", "503")
            s.is_("WATCH", "530")
            s.is_(f"EHLO {name}", "250")
            s.is_("MAIL FROM:@ME", "553 5.7.1")
            s.is_("WATCH", "530 5.7.0")
            s.end()
        names = ("bob", "Bob@Example.org", "ann@example.org", "dan",
                 "eve@example.net", "eve")
        replies = all_at_once(*[lambda by=by, name=name: by(room, name, "wrong")
                                for by in (by_auth, by_pass) for name in names])
        same({r[:9] for r in replies[:6]}, {"535 5.7.8"}, "AUTH")
        same({r[:11] for r in replies[6:]}, {"-ERR [AUTH]"}, "PASS")
        same(room.read(), before, "users")
        for name in ("bob", "ann", "eve"):
            room.logged_in(name, "secret")
        same(room.read(), before, "users")
        # The first line of an address counts: it has no password.
        s = room.logged_in("kim", "new")
        must("\nkim@example.org:{ARGON2ID}" in room.read(), room.read())
        must(room.read().endswith("\nkim@example.org:" + HASH + "\n"),
             "the other line has changed")
        s.end()


def distrusted_keys():
    """Where nobody can tell whose keys are listed, no account is taken."""
    def folder(path):
        os.remove(path)
        os.mkdir(path)

    def loop(path):
        os.rmdir(path)
        os.symlink(path, path)

    with Room(users=["dan@example.org", f"bob@example.org:{HASH}:::::"]) as room:
        room.write("authorized-keys", f"dan@example.org x25519 {KEY}\n")
        before = room.read()
        for spoil in (lambda path: os.chmod(path, 0o664),
                      lambda path: os.chmod(path, 0o602), folder, loop):
            spoil(room.path("authorized-keys"))
            for name in ("dan", "zoe"):
                s = room.smtp()
                s.is_(f"HELO {name}", "451 4.3.0")
                s.is_("WATCH", "530")
                s.is_(f"EHLO {name}", "250")
                s.is_(plain(name, "pw"), "454 4.7.0")
                must("authorized-keys" in s.end(), "the log knows why")
                s = room.pop3()
                s.is_(f"USER {name}", "+OK")
                s.is_("PASS pw", "-ERR [SYS/TEMP]")
            same(room.read(), before, "users")
            room.logged_in("bob", "secret")
            room.deliver("dan")


def bad_keys():
    """A line that is wrong may be the one that protects somebody."""
    with Room(users=["dan@example.org", "bob@example.org"]) as room:
        before = room.read()
        room.write("authorized-keys", f"dan@example.org x25519 {KEY[1:]}\n")
        for by in (by_helo, by_auth):
            must(by(room, "dan", "pw").startswith("53"), f"{by.__name__}: dan")
        same(room.read(), before, "users")
        room.smtp().is_("HELO bob", "250")
        # Whom this one is about nobody can tell.
        room.write("authorized-keys", f"dan x25519 {KEY}\n")
        for name in ("dan", "bob", "zoe"):
            must(by_helo(room, name, "").startswith("451 4.3.0"), name)
            must(by_auth(room, name, "pw").startswith("454 4.7.0"), name)
        same(room.read(), before, "users")


def keyed_meanwhile():
    """A key that is listed while sessions last protects from then on."""
    for linked in (False, True):
        # Not below the folder of users, which the guard may read anyway.
        with tempfile.TemporaryDirectory() as listed, \
                tempfile.TemporaryDirectory() as behind, \
                Room(f"authorized-keys={listed}/keys",
                     users=["bob@example.org", "dan@example.org"]) as room:
            if linked:
                os.symlink(f"{behind}/keys", f"{listed}/keys")
                room.write(f"{behind}/keys", "")
            before = room.read()
            # The tools make the file for the first, and a new one in its
            # place for the second.
            for name in ("bob", "dan"):
                protected_from_now_on(room, name)
            same(room.read(), before, "users")


def protected_from_now_on(room, name):
    acting, watcher, caller = room.smtp(), room.smtp(), room.smtp()
    acting.is_(f"HELO {name}", "250")
    watcher.ask(f"HELO {name}")
    watcher.write("WATCH\r\n")
    same(watcher.line(), "250-2.0.0 Watching", "WATCH")
    caller.is_(f"EHLO {name}", "250")
    same(room.ctl("user", "key", "add", f"{name}@example.org", KEY)[0], 0,
         "key add")
    acting.is_("MAIL FROM:@ME", "553 5.7.1")
    acting.is_("WATCH", "530 5.7.0")
    acting.is_(f"HELO {name}", "530 5.7.0")
    room.deliver(name, "after")
    watcher.is_("NOOP", "250 2.0.0")
    must(watcher.quiet(), "the watcher sees more")
    caller.is_(plain(name, "pw"), "535 5.7.8")


def alias_meanwhile():
    """A name that mail goes to since a session began is not to be had."""
    with tempfile.TemporaryDirectory() as apart, \
            Room(f"aliases={apart}/aliases") as room:
        s, t = room.smtp(), room.smtp()
        s.is_("EHLO client.example", "250")
        before = room.read()
        room.write(f"{apart}/aliases", "staff: bob\n")
        s.is_(plain("staff", "pw"), "535 5.7.8")
        t.is_("HELO staff", "530 5.7.0")
        same(room.read(), before, "users")
        os.remove(f"{apart}/aliases")
        t.is_("HELO staff", "250")


def keyed_moment():
    """It is listed when the password has been hashed: the lock decides."""
    decided_by_lock("bob", "authorized-keys", f"bob@example.org x25519 {KEY}\n")


def aliased_moment():
    """A name gets an alias when the password has been hashed."""
    decided_by_lock("zoe", "aliases", "zoe: bob\n")


def decided_by_lock(name, file_name, text):
    with Room() as room:
        before = room.read()
        with open(room.users_path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            s = room.smtp()
            s.ask("EHLO client.example")
            s.write(plain(name, "pw") + "\r\n")
            until(lambda: files_of(s.process.pid).count(room.users_path) >= 2,
                  "it waits")
            room.write(file_name, text)
        same(s.reply()[-1][:3], "535", "AUTH")
        same(room.read(), before, "users")


def passwordless():
    """Anybody's, until somebody gives it a password; then nobody else's."""
    with Room() as room:
        first = room.smtp()
        first.is_("HELO Zoe", "250 mx.example Hello zoe@example.org")
        first.is_("HELO mx.client.example",
                  "250 mx.example Hello zoe@example.org")
        first.is_("MAIL FROM:@ME", "250")
        first.is_("RSET", "250")
        watcher = room.smtp()
        watcher.ask("HELO zoe")
        watcher.write("WATCH\r\n")
        same(watcher.line(), "250-2.0.0 Watching", "WATCH")
        room.deliver("zoe", "before")
        until(lambda: watcher.line() == "250-before", "the mail is shown")
        owner = room.pop3()
        owner.is_("USER zoe", "+OK")
        owner.is_("PASS geheim", "+OK")
        same(room.names(), ["bob@example.org", "zoe@example.org"], "users")
        first.is_("MAIL FROM:@ME", "553 5.7.1")
        first.is_("MAIL FROM:<zoe@example.org>", "553 5.7.1")
        first.is_("WATCH", "530 5.7.0")
        first.is_("HELO zoe", "530 5.7.0")
        room.deliver("zoe", "after")
        watcher.is_("NOOP", "250 2.0.0")
        must(watcher.quiet(), "the watcher sees more")
        must(by_auth(room, "zoe", "other").startswith("535"), "taken over")
        room.logged_in("zoe", "geheim")
        # One that is taken away is nobody any more.
        gone = room.smtp()
        gone.ask("HELO bob")
        same(room.ctl("user", "del", "bob@example.org")[0], 0, "del")
        gone.is_("MAIL FROM:@ME", "553 5.7.1")
        gone.is_("WATCH", "530 5.7.0")


def guests():
    """A guest reads its own mail and nobody else's, and can be written to."""
    with Room("signup=guest",
              users=["bob@example.org", "@example.org"]) as room:
        s = room.smtp()
        reply = s.ask("HELO client")
        me = reply.split()[-1]
        must(len(me) == len("guest-12345678@example.org") and
             me == me.lower(), reply)
        same(s.ask("EHLO other").split()[0], "250", "EHLO")
        s.is_("HI", f"250 2.0.0 Hello {me}")
        for other in ("bob@example.org", "guest-aaaaaaaa@example.org", "bob",
                      "postmaster", me.replace("@", "+x@")):
            s.is_(f"MAIL FROM:<{other}>", "553 5.7.1")
        s.is_(f"MAIL FROM:<{me}>", "250")
        s.is_("RSET", "250")
        s.write("WATCH\r\n")
        same(s.line(), "250-2.0.0 Watching", "WATCH")
        room.deliver("bob@example.org", "for bob")
        room.deliver("x@example.org", "for the catch-all")
        room.deliver(me.upper().replace("@EXAMPLE.ORG", ""), "for me")
        shown = []
        while not shown or shown[-1] != "250-for me":
            shown.append(s.line())
        must(not any("bob" in line or "catch" in line for line in shown), shown)
        s.is_("x", "250 2.0.0")
        s.end()
        # Later, in another session, while it is switched on.
        room.deliver(f"<{me}>", "later")
        same(len(room.mail(me)), 2, "messages of the guest")
        for off in ("signup=off", "signup=open", "dialect=strict"):
            s = room.smtp(off)
            s.ask("EHLO client.example", "MAIL FROM:<>")
            same(s.ask(f"RCPT TO:<{me}>")[:3], "250", "the catch-all")
        same(room.ctl("user", "del", "@example.org")[0], 0, "del")
        for off in ("signup=off", "signup=open", "dialect=strict"):
            s = room.smtp(off)
            s.ask("EHLO client.example", "MAIL FROM:<>")
            s.is_(f"RCPT TO:<{me}>", "550 5.1.1")
        s = room.smtp()
        s.ask("EHLO client.example", "MAIL FROM:<>")
        s.is_("RCPT TO:<guest-aaaaaaaa@example.org>", "550 5.1.1")
        # A guest cannot be logged in to, and does not stand in `users`.
        for options in ([], ["signup=guest,open"]):
            must(by_pass(room, me, "", *options).startswith("-ERR"), "POP3")
            must(by_pass(room, me, "x", *options).startswith("-ERR [AUTH]"),
                 "POP3")
            must(by_auth(room, me, "x", *options).startswith("535"), "AUTH")
        same(room.names(), ["bob@example.org"], "users")


def limits():
    """So many accounts, and so many in a minute, over all processes."""
    with Room("signup-limit=3", users=["bob@example.org", "#"]) as room:
        held = room.smtp()
        must(by_auth(room, "a", "pw").startswith("235"), "second")
        must(by_pass(room, "b", "pw").startswith("+OK"), "third")
        must(by_auth(room, "c", "pw").startswith("450 4.7.1"), "fourth")
        must(by_pass(room, "c", "pw").startswith("-ERR [SYS/TEMP]"), "fourth")
        held.is_("HELO c", "450 4.7.1")
        # An account that exists does not count.
        held.is_("HELO bob", "250")
        room.logged_in("bob", "new")
        s = room.smtp("signup=guest,open")
        s.is_("HELO some.where", "250 mx.example Hello guest-")
        same(room.names(), ["bob@example.org", "#", "a@example.org",
                            "b@example.org"], "users")
    with Room() as room:
        for i in range(9):
            s = room.smtp()
            s.is_(f"HELO a{i}", "250")
            s.end()
        replies = all_at_once(*[
            lambda i=i: by_auth(room, f"b{i}", "pw") for i in range(5)])
        same(sorted(r[:9] for r in replies), ["235 2.7.0"] +
             ["450 4.7.1"] * 4, "the tenth")
        must(by_pass(room, "c", "pw").startswith("-ERR [SYS/TEMP]"), "11th")
        s = room.smtp("signup=guest,open")
        s.is_("HELO some.where", "250 mx.example Hello guest-")
        same(len(room.names()), 11, "users")
        must(by_auth(room, "bob", "pw").startswith("235"), "bob is not new")
        # The times are those of the clock that never jumps.
        clock = int(time.monotonic() * 1000)
        for age, reply in ((50000, "450"), (60001, "250"), (-5000, "250")):
            with open(room.path("run/signups"), "r+b") as file:
                file.seek(HEAD)
                file.write(struct.pack("10q", *[clock - age] * 10))
            s = room.smtp()
            s.is_(f"HELO d{abs(age)}", reply)


def no_place():
    """Without a place to count there is no sign-up; nor without a file that
    can be written to. All else goes on."""
    with Room("run=@nowhere") as room:
        must(by_auth(room, "a", "pw").startswith("450 4.7.1"), "AUTH")
        must(by_pass(room, "a", "pw").startswith("-ERR [SYS/TEMP]"), "PASS")
        s = room.smtp()
        s.is_("HELO a", "450 4.7.1")
        s.is_("HELO bob", "250")
        s.is_("MAIL FROM:@ME", "250")
        same(room.names(), ["bob@example.org"], "users")
    with Room() as room:
        s = room.smtp()
        os.rename(room.users_path, room.path("away"))
        s.is_("HELO a", "451 4.3.0")
        s.is_("EHLO a", "250")
        s.is_(plain("a", "pw"), "454 4.7.0")
        os.rename(room.path("away"), room.users_path)
        s.is_(plain("a", "pw"), "235 2.7.0")


def planted():
    """The file that counts is one of `run`: what is planted in its place is not
    written through, and keeps nobody from signing up."""
    with Room() as room:
        path, away = room.path("run/signups"), room.path("away")
        for i, plant in enumerate((
                lambda: os.symlink(away, path), lambda: os.link(away, path),
                lambda: os.mkfifo(path, 0o600))):
            room.write("away", "somebody's\n")
            plant()
            s = room.smtp()
            s.is_(f"HELO p{i}", "250")
            s.end()
            with open(away, encoding="utf-8") as file:
                same(file.read(), "somebody's\n", f"away, {i}")
            st = os.lstat(path)
            must(stat.S_ISREG(st.st_mode) and st.st_nlink == 1, f"file, {i}")
            os.unlink(path)


def linked():
    """A link for `users` leads to another folder, and on."""
    with Room("users=@etc/users") as room:
        for name in ("etc", "near", "far"):
            os.mkdir(room.path(name))
        os.rename(room.users_path, room.path("far/list"))
        os.symlink("../far/list", room.path("near/users"))
        os.symlink("../near/users", room.path("etc/users"))
        same(room.ctl("index"), (0, ""), "index")
        s = room.smtp()
        s.is_("HELO carol", "250")
        s.is_("MAIL FROM:@ME", "250")
        s.is_("RCPT TO:bob", "250")
        log = s.end()
        must("cannot" not in log and "denied" not in log, log)
        must(by_auth(room, "dave", "pw").startswith("235"), "made")
        must(by_auth(room, "dave", "pw").startswith("235"), "known")
        must(by_pass(room, "carol", "pw").startswith("+OK"), "a password")
        must(by_pass(room, "carol", "no").startswith("-ERR [AUTH]"), "wrong")
        same([line.split(":")[0] for line in room.read("far/list").split()],
             ["bob@example.org", "carol@example.org", "dave@example.org"],
             "users")
        must(os.path.islink(room.path("etc/users")), "no link any more")


def last_line():
    """A last line without its end gets one, and is not lost; half a line is
    named by `check`."""
    with Room() as room:
        for rest, complaint in (
                ("eve@example.org", None), ("eve@example.org\r\n", None),
                ("# not ended", None), ("ev", "users:2"),
                ("eve@example.org:{ARGON2ID}$argon2id$v=1", "users:2")):
            room.write("users", "bob@example.org\n" + rest)
            s = room.smtp()
            s.is_("HELO zoe", "250")
            s.end()
            end = "" if rest.endswith("\n") else "\n"
            with open(room.users_path, newline="", encoding="utf-8") as file:
                same(file.read(), "bob@example.org\n" + rest + end +
                     "zoe@example.org\n", "users")
            code, said = room.ctl("check")
            same(code, 78 if complaint else 0, said)
            must(complaint is None or complaint in said, said)


def taken_lock():
    """A lock that somebody keeps is waited for; mail is not."""
    with Room() as room:
        with open(room.users_path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            s = room.smtp()
            s.write("HELO zoe\r\n")
            until(lambda: files_of(s.process.pid)
                  .count(room.users_path) > 1,
                  "it waits")
            room.deliver("bob")
            other = room.smtp()
            other.is_("HELO bob", "250")
            must(s.quiet(), "it did not wait")
            same(room.names(), ["bob@example.org"], "users")
        same(s.reply()[-1], "250 mx.example Hello zoe@example.org", "HELO")
        same(room.names(), ["bob@example.org", "zoe@example.org"], "users")


def held_places():
    """The files of `run` and users are many programs': whoever holds one is
    not waited for without end, and a sign-up that waits holds up no login."""
    users = ["bob@example.org", f"eve@example.org:{HASH}:::::"]
    with Room(users=users) as room:
        s = room.smtp()
        s.is_("HELO first", "250")
        s.end()
        with open(room.path("run/signups"), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            replies = all_at_once(
                lambda: by_helo(room, "zoe", ""),
                lambda: by_auth(room, "kim", "pw"),
                lambda: by_pass(room, "ann", "pw"))
            same([r.split(" ")[0] for r in replies], ["450", "450", "-ERR"],
                 "while the count is held")
        same(by_helo(room, "zoe", "")[:3], "250", "later")
    with Room(users=users) as room:
        with open(room.users_path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            waiting = [room.smtp() for _ in range(6)]
            for i, s in enumerate(waiting):
                s.ask("EHLO client.example")
                s.write(plain(f"zoe{i}", "geheim") + "\r\n")
            until(lambda: sum(
                files_of(s.process.pid).count(room.users_path)
                for s in waiting) >= 12,
                "six wait")
            room.logged_in("eve", "secret")
            must(all(s.quiet() for s in waiting), "the login did not wait")
        same({s.reply()[-1][:3] for s in waiting}, {"235"}, "the six")
    with Room(users=users) as room:
        with open(room.users_path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            replies = all_at_once(
                lambda: by_helo(room, "zoe", ""),
                lambda: by_auth(room, "kim", "pw"))
            same([r.split(" ")[0] for r in replies], ["451", "454"],
                 "while the users file is held")


def no_space():
    """What cannot be written whole is taken back."""
    with Room() as room:
        # A limit of the size of files stands in for a full disk.
        line = "# " + "x" * (4096 - 10 - len("bob@example.org\n") - 3) + "\n"
        room.write("users", "bob@example.org\n" + line)
        before = room.read()
        same(len(before), 4096 - 10, "octets")
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        s = room.smtp("log=none")
        resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE, (4096, hard))
        s.is_("HELO zoe", "451 4.3.0")
        same(room.read(), before, "users")
        s.is_("EHLO zoe", "250")
        s.is_(plain("zoe", "pw"), "454 4.7.0")
        same(room.read(), before, "users")
        resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        s.is_(plain("zoe", "pw"), "235")


if __name__ == "__main__":
    main(globals())
