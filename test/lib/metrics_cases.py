#!/usr/bin/python3 -ESB
"""What all sessions add up to: metrics_cases.py NAME, a function below. What
is printed is read by the parser of the Prometheus project."""
import glob
import os
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
sys.path.append("/usr/lib/python3/dist-packages")
# pylint: disable=wrong-import-position
from classroom import PATIENCE, main, must, plain, same
import proxy_cases
from prometheus_client.openmetrics.parser import \
    text_string_to_metric_families as parse


def metrics(*options):
    """{(name, value of the label): number} of both servers, if it is not 0,
    with the server in front."""
    argv = [os.environ["BUILD"] + "/smtpd-litectl", "-c", "conf"]
    for option in options:
        argv += ["-o", option]
    text = subprocess.run([*argv, "metrics"], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
    must(text.endswith("\n# EOF\n"), text)
    found = {}
    for family in parse(text):
        must(family.name.startswith("smtpd_lite_"), family)
        same(family.type, "counter", family)
        same(family.unit, "bytes" if "bytes" in family.name else "", family)
        must(family.documentation.endswith("."), family)
        for sample in family.samples:
            same(sample.name, family.name + "_total", sample)
            labels = dict(sample.labels)
            key = [labels.pop("server"), family.name[len("smtpd_lite_"):],
                   *labels.values()]
            must(len(key) <= 3 and sample.value >= 0, sample)
            if sample.value:
                found[" ".join(key)] = int(sample.value)
    return found


def changed(before, after):
    return {key: after[key] - before.get(key, 0) for key in after
            if after[key] != before.get(key, 0)}


def counted(octets, wanted, *options, program="smtpd-lite", remote="192.0.2.9"):
    """These octets add WANTED to the counters."""
    server = "pop3" if program == "pop3d-lite" else "smtp"
    before = metrics()
    said, log = proxy_cases.play(octets, *options, program=program,
                                 remote=remote)
    wanted = {f"{server} {key}": n for key, n in wanted.items()}
    same(changed(before, metrics()), wanted, f"{said!r}\n{log}")
    return said


def sessions():
    """Each kind of session, of both servers."""
    proxy_cases.site("plaintext-auth = always", "max-errors = 3")
    same(metrics(), {}, "before the first")
    same(metrics("run=/nowhere"), {}, "without run")
    counted(b"QUIT\r\n", {"sessions quit": 1, "commands": 1})
    counted(b"", {"sessions lost": 1})
    before = metrics()
    said, _ = proxy_cases.play(proxy_cases.MAIL, remote="192.0.2.9")
    must(b"250 2.0.0" in said, said)
    stored, = glob.glob("mail/example.org/bob/new/*")
    same(changed(before, metrics()),
         {"smtp sessions quit": 1, "smtp commands": 5, "smtp messages": 1,
          "smtp recipients": 1, "smtp message_bytes": os.path.getsize(stored)},
         "counted")


def kinds():
    """Refusals, logins, ends, limits."""
    proxy_cases.site("plaintext-auth = always", "max-errors = 3",
                     "max-recipients = 100")
    hello = b"EHLO me\r\nMAIL FROM:<a@b.example>\r\n"
    counted(hello + b"RCPT TO:<eve@example.org>\r\nRCPT TO:<a@b.c>\r\nQUIT\r\n",
            {"sessions quit": 1, "commands": 5, "errors": 2,
             "refusals no-user": 1, "refusals not-ours": 1})
    counted(hello + b"RCPT TO:<bob@example.org>\r\n" * 101 + b"QUIT\r\n",
            {"sessions quit": 1, "commands": 104, "recipients": 100,
             "limits max-recipients": 1})
    counted(b"x\r\n" * 9, {"sessions errors": 1, "commands": 3, "errors": 3,
                               "limits max-errors": 1})
    counted(b"", {"sessions proxy": 1}, remote="192.0.2.7")
    login = plain("bob@example.org", "secret").encode() + b"\r\n"
    wrong = plain("bob@example.org", "wrong").encode() + b"\r\n"
    counted(b"EHLO me\r\n" + wrong + login + b"MAIL FROM:<eve@example.org>\r\n"
            b"QUIT\r\n",
            {"sessions quit": 1, "commands": 5, "errors": 2,
             "logins wrong": 1, "logins yes": 1, "refusals not-yours": 1})


def pop3():
    """A message that is read."""
    proxy_cases.site("plaintext-auth = always")
    proxy_cases.play(proxy_cases.MAIL, remote="192.0.2.9")
    before = metrics()
    said, _ = proxy_cases.play(
        b"USER bob@example.org\r\nPASS secret\r\nRETR 1\r\nQUIT\r\n",
        program="pop3d-lite", remote="192.0.2.9")
    must(b"\r\nhi\r\n" in said, said)
    found = changed(before, metrics())
    must(found.pop("pop3 message_bytes") > 150, "octets")
    same(found, {"pop3 sessions quit": 1, "pop3 commands": 4,
                 "pop3 messages": 1, "pop3 logins yes": 1}, said)


def storage():
    """What cannot be stored."""
    proxy_cases.site()
    os.makedirs("mail/example.org")
    with open("mail/example.org/bob", "w", encoding="ascii"):
        pass
    before = metrics()
    proxy_cases.play(proxy_cases.MAIL, remote="192.0.2.9")
    same(changed(before, metrics()).get("smtp storage_errors"), 1, "errors")


def killed():
    """A session whose wire is killed counts, with what it had done."""
    proxy_cases.site()
    before = metrics()
    server = proxy_cases.Server(remote="192.0.2.9")
    server.socket.sendall(proxy_cases.MAIL.replace(b"QUIT\r\n", b""))
    said = b""
    while b"\r\n250 2.0.0 " not in said:
        octets = server.socket.recv(4096)
        must(octets, said)
        said += octets
    with open(f"/proc/{server.process.pid}/task/{server.process.pid}/children",
              encoding="ascii") as file:
        os.kill(int(file.read().split()[0]), signal.SIGKILL)
    same(server.process.wait(PATIENCE), 70, "exit code")
    found = changed(before, metrics())
    must(found.pop("smtp message_bytes") > 100, "octets")
    same(found, {"smtp sessions killed": 1, "smtp messages": 1,
                 "smtp recipients": 1}, "counted")


def planted():
    """What is no file of ours counts for nothing, and makes room."""
    os.umask(0o077)
    proxy_cases.site()
    quit_ = {"sessions quit": 1, "commands": 1}
    counted(b"QUIT\r\n", quit_)
    with open("run/counters", "r+b") as file:
        file.seek(8)
        file.write(b"\xff")  # the version
    same(metrics(), {}, "another version")
    counted(b"QUIT\r\n", quit_)
    with open("victim", "wb") as file:
        file.write(b"victim")
    for plant in (lambda: os.symlink("../victim", "run/counters"),
                  lambda: os.link("victim", "run/counters"),
                  lambda: os.mkfifo("run/counters"),
                  lambda: open("run/counters", "wb").write(b"garbage" * 200),
                  lambda: open("run/counters", "wb").close()):
        os.unlink("run/counters")
        plant()
        same(metrics(), {}, "planted")
        counted(b"QUIT\r\n", quit_)
        with open("victim", "rb") as file:
            same(file.read(), b"victim", "the victim")
    os.truncate("run/counters", 20)
    counted(b"QUIT\r\n", quit_)
    # Under a session that goes on.
    server = proxy_cases.Server(remote="192.0.2.9")
    server.socket.recv(4096)
    os.truncate("run/counters", 0)
    server.socket.close()
    server.end()
    same(metrics(), {"smtp sessions lost": 1}, "after the cut")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        main(globals())
