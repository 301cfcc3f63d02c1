#!/usr/bin/python3 -ESB
"""Every system call of tlsc-lite fails, or is the last of its process, once:
tlsc_faults.py error|killed|filter, in a scratch folder. BUILD names the build.

strace stands between smtp-lite and tlsc-lite; what it cannot let fail, under a
filter, the tracer of promise/ does (filter). Whatever happens there, smtp-lite
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
import tls_site  # noqa: E402
import tls_faults  # noqa: E402
import tracer  # noqa: E402
from tls_site import BUILD, same  # noqa: E402

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


def traced(port, strike):
    """True if the message was sent. To the tracer smtp-lite is a guard, and
    tlsc-lite its wire."""
    with tempfile.TemporaryFile() as message, \
            tempfile.TemporaryFile() as said:
        message.write(b"Subject: hello\n\nbody\n")
        message.seek(0)
        signal.alarm(PATIENCE)
        exits = tracer.Tracer(strike).run(
            command(port), [message.fileno(), said.fileno(), said.fileno()])
        signal.alarm(0)
        said.seek(0)
        return judge(exits["guard"], said.read())


def under_filter(port):
    """Errors of the calls that tlsc-lite makes when it is confined."""
    def session(strike):
        shutil.rmtree("mail/example.org", ignore_errors=True)
        sent = traced(port, strike)
        same(sent <= len(tls_site.mails()) <= 1, True)
        return sent

    clean = starter_faults.Strike()
    same(session(clean), True)
    todo = starter_faults.under_filter(clean.calls, "wire")
    same(len(todo) > 20, True)
    starter_faults.strike_each([(*call, errno.EIO) for call in todo], session,
                               tries=3)
    print(f"{len(todo)} calls under the filter")


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
    signal.signal(signal.SIGALRM, starter_faults.too_long)
    tls_site.make_site()
    os.makedirs("config/smtp-lite")
    os.environ["XDG_CONFIG_HOME"] = os.getcwd() + "/config"
    how = sys.argv[1]
    use(f"{BUILD}/tlsc-lite" if how == "filter" else "traced")
    listener = subprocess.Popen(
        [os.path.dirname(__file__) + "/inetd.py", f"{BUILD}/smtpd-lite",
         "-c", "conf"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        port = int(listener.stdout.readline())
        if how == "filter":
            under_filter(port)
        else:
            tls_faults.each_call(
                "tlsc-lite", lambda: send(port), 30, 10,
                tls_faults.UNDER_FILTER if how == "error" else ())
    finally:
        listener.kill()


if __name__ == "__main__":
    main()
