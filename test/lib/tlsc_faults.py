#!/usr/bin/python3 -ESB
"""Every system call of tlsc-lite fails, or is the last of its process, once:
tlsc_faults.py error|killed, in a scratch folder. BUILD names the build.

strace stands between smtp-lite and tlsc-lite; what it cannot let fail, under a
filter, the tracer of promise/ does. Whatever happens there, smtp-lite
ends; what it calls sent is there, whole, and there is nothing else but a whole
message.
"""
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
import starter_faults  # noqa: E402
import tls_cases  # noqa: E402
import tls_faults  # noqa: E402
import tracer  # noqa: E402
from tls_cases import BUILD, same  # noqa: E402

PATIENCE = 60


def command(port):
    return [f"{BUILD}/smtp-lite", "--server", f"127.0.0.1:{port}", "--timeout",
            "3", "--tls", "starttls", "--tls-pin", pin(), "-f", "x@y.example",
            "bob@example.org"]


def judge(code, words):
    """True if the message was sent."""
    same(code == 0 or words != b"", True)
    same(code in (0, 69, 71, 75, 76, 78), True)
    return code == 0


def send(port):
    done = subprocess.run(
        command(port), input=b"Subject: hello\n\nbody\n",
        stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
    return judge(done.returncode, done.stderr)


def traced(port, index=None):
    """The calls of a session, and whether the message was sent; one of
    tlsc-lite's fails. To the tracer smtp-lite is a guard."""
    calls = []

    def entry(call):
        calls.append((call.role, call.index, call.name))
        return errno.EIO if (call.role, call.index) == ("wire", index) else None

    with tempfile.TemporaryFile() as message, \
            tempfile.TemporaryFile() as said:
        message.write(b"Subject: hello\n\nbody\n")
        message.seek(0)
        signal.alarm(PATIENCE)
        exits = tracer.Tracer(entry).run(
            command(port), [message.fileno(), said.fileno(), said.fileno()])
        signal.alarm(0)
        said.seek(0)
        return calls, judge(exits["guard"], said.read())


def under_filter(port):
    """Errors of the calls that tlsc-lite makes when it is confined."""
    calls, sent = traced(port)
    same(sent, True)
    todo = starter_faults.under_filter(calls, "wire")
    for _, index, name in todo:
        shutil.rmtree("mail/example.org", ignore_errors=True)
        _, sent = traced(port, index)
        same((index, name, sent <= len(tls_cases.mails()) <= 1),
             (index, name, True))
    print(f"{len(todo)} calls under the filter")
    same(len(todo) > 20, True)


def pin():
    return "sha256//" + subprocess.run(
        "openssl x509 -in tls/fullchain.pem -noout -pubkey | openssl pkey "
        "-pubin -outform der | openssl dgst -sha256 -binary | base64",
        shell=True, check=True, stdout=subprocess.PIPE).stdout.decode().strip()


def use(program):
    with open("config/smtp-lite/smtp-lite.conf", "w", encoding="ascii") as f:
        f.write(f"tls-program = {os.path.abspath(program)}\n")


def main():
    os.umask(0o077)
    tls_cases.make_site()
    os.makedirs("config/smtp-lite")
    os.environ["XDG_CONFIG_HOME"] = os.getcwd() + "/config"
    use("traced")
    listener = subprocess.Popen(
        [os.path.dirname(__file__) + "/listen.py", f"{BUILD}/smtpd-lite",
         "-c", "conf"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        port = int(listener.stdout.readline())
        tls_faults.each_call(
            "tlsc-lite", lambda: send(port), 30, 10,
            tls_faults.UNDER_FILTER if sys.argv[1] == "error" else ())
        if sys.argv[1] == "error" and tracer.available():
            use(f"{BUILD}/tlsc-lite")
            under_filter(port)
    finally:
        listener.kill()


if __name__ == "__main__":
    main()
