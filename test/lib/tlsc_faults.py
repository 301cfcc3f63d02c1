#!/usr/bin/python3 -ESB
"""Every system call of tlsc-lite fails, or is the last of its process, once:
tlsc_faults.py error|killed, in a scratch folder. BUILD names the build.

strace stands between smtp-lite and tlsc-lite. Whatever happens there, smtp-lite
ends; what it calls sent is there, whole, and there is nothing else but a whole
message.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
import tls_cases  # noqa: E402
import tls_faults  # noqa: E402
from tls_cases import BUILD, same  # noqa: E402

PATIENCE = 60


def send(port):
    """True if the message was sent."""
    done = subprocess.run(
        [f"{BUILD}/smtp-lite", "--server", f"127.0.0.1:{port}", "--timeout",
         "3", "--tls", "starttls", "--tls-pin", pin(), "-f", "x@y.example",
         "bob@example.org"], input=b"Subject: hello\n\nbody\n",
        stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
    same(done.returncode == 0 or done.stderr != b"", True)
    same(done.returncode in (0, 69, 71, 75, 76, 78), True)
    return done.returncode == 0


def pin():
    return "sha256//" + subprocess.run(
        "openssl x509 -in tls/fullchain.pem -noout -pubkey | openssl pkey "
        "-pubin -outform der | openssl dgst -sha256 -binary | base64",
        shell=True, check=True, stdout=subprocess.PIPE).stdout.decode().strip()


def main():
    os.umask(0o077)
    tls_cases.make_site()
    os.makedirs("config/smtp-lite")
    os.environ["XDG_CONFIG_HOME"] = os.getcwd() + "/config"
    with open("config/smtp-lite/smtp-lite.conf", "w", encoding="ascii") as f:
        f.write(f"tls-program = {os.getcwd()}/traced\n")
    listener = subprocess.Popen(
        [os.path.dirname(__file__) + "/listen.py", f"{BUILD}/smtpd-lite",
         "-c", "conf"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        port = int(listener.stdout.readline())
        tls_faults.each_call("tlsc-lite", lambda: send(port), 30, 10)
    finally:
        listener.kill()


if __name__ == "__main__":
    main()
