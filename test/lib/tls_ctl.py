"""Cases of tls_cases.py: what smtpd-litectl says of the pair."""
import os
import shutil
import subprocess
import sys
import time

from cases import case, same
from tls_site import BUILD, KINDS, has, make_pair

# Begins a command line that is run with SIGCHLD ignored, as some callers do.
DEAF = [sys.executable, "-c", "import os, signal, sys\n"
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "os.execv(sys.argv[1], sys.argv[1:])"]


@case
def check():
    """smtpd-litectl check: what is wrong with the pair, and the cure."""
    def says(*lines, options=(), wrap=()):
        done = subprocess.run(
            [*wrap, f"{BUILD}/smtpd-litectl", "-c", "conf", *options, "check"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        found = done.stdout.decode().replace(os.getcwd() + "/", "")
        for line in lines:
            has(found, line)
        same(found.splitlines()[len(lines):], [])
        same(done.returncode, os.EX_CONFIG if lines else 0)

    def signed(*options):
        subprocess.run(["openssl", "req", "-x509", "-key", "tls/privkey.pem",
                        "-out", "tls/fullchain.pem", *options], check=True)

    with open("users", "w", encoding="ascii") as f:
        f.write("bob@example.org\n")
    os.chmod("users", 0o640)
    os.chmod("mail", 0o700)
    subprocess.run([f"{BUILD}/smtpd-litectl", "-c", "conf", "-o", "keys=noise",
                    "key", "new"], check=True, stdout=subprocess.DEVNULL)
    says()
    says(wrap=DEAF)
    mode = "the mode of this key file must be 0600, 0400, 0640 or 0440"
    # The command mends it, and gives nobody more than there was.
    for wrong, right in ((0o644, 0o640), (0o6660, 0o640), (0o604, 0o600),
                         (0o4700, 0o600)):
        os.chmod("tls/privkey.pem", wrong)
        cure = "chmod u=rw,g-wxs,o= tls/privkey.pem"
        says(f"tls/privkey.pem: {mode}: {cure}")
        subprocess.run(cure, shell=True, check=True)
        same(os.stat("tls/privkey.pem").st_mode & 0o7777, right)
        says()
    os.mkdir("it's")
    os.link("tls/privkey.pem", "it's/it")
    os.chmod("it's/it", 0o644)
    says(f"it's/it: {mode}: chmod u=rw,g-wxs,o= 'it'\\''s/it'",
         options=("-o", f"tls-key={os.getcwd()}/it's/it"))
    os.chmod("it's/it", 0o600)
    signed("-days", "13", "-subj", "/CN=mx.example")
    says('tls/fullchain.pem: the certificate ends soon: renew it; days that '
         'are left: "1')
    signed("-days", "90", "-subj", "/CN=other.example")
    says('tls/fullchain.pem: made out for another name than this; get one '
         'that has it: "mx.example"')
    make_issued()
    issue("-days", "90", more=ITS_CA)
    says()
    shutil.copy("leaf", "tls/fullchain.pem")
    says("tls/fullchain.pem: the certificates between this one and its CA are "
         "missing, unless the CA is a site's own; install the file that has "
         "them (fullchain.pem)")
    # A CA of one's own may have signed it itself.
    issue("-days", "90")
    shutil.copy("leaf", "tls/fullchain.pem")
    says()
    make_pair()
    make_pair(key="other")
    says('tls/privkey.pem: not the key of this certificate; install both of '
         'one renewal: "tls/fullchain.pem"')
    os.unlink("tls/privkey.pem")
    says("tls/privkey.pem: is not there: the certificate's key, or tls = off")
    says(options=("-o", "tls=off"))
    os.unlink("tls/fullchain.pem")
    says()
    says("tls/privkey.pem: is not there: the certificate's key, or tls = off",
         "tls/fullchain.pem: is not there: a certificate, or tls = off",
         options=("-o", "tls=require"))
    make_pair()
    says("nowhere: is not there, so there is no TLS: tls-program = PATH",
         options=("-o", "tls-program=nowhere"))
    says("/: cannot be run: install it", options=("-o", "tls-program=/"))
    says("conf: tls = implicit, and handshake = require, which leaves no TLS",
         options=("-o", "tls=implicit", "-o", "handshake=require", "-o",
                  "keys=noise"))
    # There is no TLS then, and nothing to be wrong with its files.
    os.unlink("tls/privkey.pem")
    noise = ("-o", "handshake=require", "-o", "keys=noise")
    says(options=("-o", "tls=require", *noise))
    says(options=noise)
    os.unlink("tls/fullchain.pem")
    says(options=("-o", "tls=require", "-o", "handshake=require", "-o",
                  "keys=noise"))


def issue(*days, name="DNS:mx.example", more=""):
    """Another certificate for the key, from the same CA."""
    with open("ext", "w", encoding="ascii") as f:
        f.write(f"subjectAltName={name}\n{more}")
    subprocess.run(
        ["openssl", "x509", "-req", "-in", "csr", "-CA", "ca", "-CAkey",
         "ca.key", *days, "-set_serial", str(time.monotonic_ns()), "-extfile",
         "ext", "-out", "leaf"], check=True, stderr=subprocess.DEVNULL)
    with open("tls/fullchain.pem", "wb") as chain:
        for path in ("leaf", "ca"):
            with open(path, "rb") as f:
                chain.write(f.read())


# As the CAs write it that all trust.
ITS_CA = ("authorityInfoAccess=OCSP;URI:http://ocsp.ca.example/,"
          "caIssuers;URI:http://ca.example/ca.crt\n")


def make_issued():
    """A certificate that somebody else signed."""
    make_pair(cert="ca", key="ca.key")
    subprocess.run(
        ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tls/privkey.pem",
         "-subj", "/CN=leaf.example", "-out", "csr"], check=True,
        stderr=subprocess.DEVNULL)
    os.chmod("tls/privkey.pem", 0o600)
    issue("-days", "90")


def dns_says(domain="example.org", code=0, options=(), wrap=()):
    """What smtpd-litectl dns prints, or complains of."""
    done = subprocess.run(
        [*wrap, f"{BUILD}/smtpd-litectl", "-c", "conf", *options, "dns",
         domain], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    same((done.returncode, done.stderr == b""), (code, code == 0))
    return (done.stdout or done.stderr).decode()


def tlsa():
    """The record of the key, by OpenSSL, and what is said of it."""
    digits = subprocess.run(
        "openssl x509 -in tls/fullchain.pem -noout -pubkey | openssl pkey "
        "-pubin -outform der | openssl dgst -sha256 -r", shell=True,
        check=True, stdout=subprocess.PIPE).stdout.decode().split()[0]
    return (f"_25._tcp.mx.example. IN TLSA 3 1 1 {digits}\n; in a zone that is "
            "signed; the key must stay when the certificate is renewed\n")


MX = "example.org. IN MX 10 mx.example.\n"
SPF = ("; if nobody sends mail as this domain:\n"
       '; example.org. IN TXT "v=spf1 -all"\n')


@case
def dns():
    """smtpd-litectl dns: what to publish; the hash is what OpenSSL makes of
    the certificate. What would not be true is left out, with the reason."""
    unknown = ("; no MTA-STS: The certificate is NOT trusted. The certificate "
               "issuer is unknown.\n")
    for kind in KINDS:
        make_pair(kind)
        same(dns_says(), MX + tlsa() + unknown + SPF)
    same(dns_says(wrap=DEAF), MX + tlsa() + unknown + SPF)
    # A CA of one's own is known to nobody.
    make_issued()
    same(dns_says(), MX + tlsa() + unknown + SPF)

    def none(why, *options):
        same(dns_says(options=options),
             f"{MX}; no TLSA, no MTA-STS: {why}\n{SPF}")

    cert = os.getcwd() + "/tls/fullchain.pem"
    none("tls = off", "-o", "tls=off")
    none("tlsd-lite is not installed (tls-program)", "-o",
         "tls-program=nowhere")
    # Without STARTTLS, senders that believe the record would send nothing.
    none("tls = implicit, which is for other ports than 25", "-o",
         "tls=implicit")
    none("handshake = require, which leaves no TLS", "-o", "handshake=require")
    none('/nowhere: cannot open file: "No such file or directory"', "-o",
         "tls-key=/nowhere")
    none(f"{os.getcwd()}/ca.key: not the key of this certificate; install both "
         f'of one renewal: "{cert}"', "-o", f"tls-key={os.getcwd()}/ca.key")
    os.chmod("tls/privkey.pem", 0o644)
    has(dns_says(), f"{MX}; no TLSA, no MTA-STS: {os.getcwd()}/tls/privkey.pem: "
        "the mode of this key file must be 0600")
    os.chmod("tls/privkey.pem", 0o600)
    os.truncate(cert, 99)
    found = dns_says()
    has(found, f"{MX}; no TLSA, no MTA-STS: {cert}: not a chain of "
        "certificates, leaf first")
    same(found.count("\n"), 4)
    os.unlink(cert)
    none(f'{cert}: cannot open file: "No such file or directory"')
    os.mkfifo(cert)
    none(f"{cert}: not a regular file")
    has(dns_says("other.example", os.EX_NOUSER), "no user is in that domain")
    label = "a" * 63
    no_names = (".x.y", "x.y.", "x..y", "x.-y", "x-.y", "x." + "a" * 64, "x.1",
                "192.0.2.1", "[192.0.2.1]", "x_y.z", f"{label}." * 4 + "a")
    for word in ("", "a b", "a/b", "a\nb", *no_names):
        has(dns_says(word, os.EX_DATAERR), "no domain of the DNS")
    for word in (f"x.{label}", "9.x1", "XN--a-9.x", f"{label}." * 3 + "a" * 61):
        has(dns_says(word, os.EX_NOUSER), "no user is in that domain")
    for word in ("mx", *no_names):
        has(dns_says(code=os.EX_CONFIG, options=("-o", f"hostname={word}")),
            "hostname")


@case
def dns_known():
    """The same where all know the CA, which is in a place of its own here."""
    make_issued()
    os.mkdir("known")
    shutil.copy("ca", "known/ca-certificates.crt")
    wrap = ["unshare", "-rm", "sh", "-c", "mount --bind known /etc/ssl/certs "
            "&& exec \"$@\"", "sh"]
    found = dns_says(wrap=wrap)
    # A site may have put its own CA there.
    same(found.startswith(MX + tlsa() + "; only if all senders trust the CA "
                          'that vouches here: "CN=mx.example"\n'
                          "_mta-sts.example.org. IN TXT "), True)
    name = found.split('"v=STSv1; id=')[1].split('"')[0]
    same((len(name), name.isalnum()), (32, True))
    policy = [line[4:] for line in found.splitlines()
              if line.startswith(";   ")]
    same(policy, ["version: STSv1", "mode: enforce", "mx: mx.example",
                  "max_age: 604800"])
    has(found, "https://mta-sts.example.org/.well-known/mta-sts.txt")
    same(found.endswith(SPF), True)
    # Another certificate of the same key, the same records; another policy,
    # another id.
    issue("-days", "9", name="DNS:mx.example,DNS:mx2.example")
    same(dns_says(wrap=wrap), found)
    other = dns_says(options=("-o", "hostname=mx2.example"), wrap=wrap)
    has(other, "mx: mx2.example\n")
    same(name in other, False)
    # Senders would find another name in it; or that it has expired.
    has(dns_says(options=("-o", "hostname=mx3.example"), wrap=wrap),
        "; no MTA-STS: The certificate is NOT trusted. The name in the "
        "certificate does not match the expected.")
    issue("-days", "90", more="extendedKeyUsage=clientAuth")
    has(dns_says(wrap=wrap), "; no MTA-STS: The certificate is NOT trusted. The "
        "certificate chain does not match the intended purpose.")
    issue("-days", "90", more="extendedKeyUsage=serverAuth")
    has(dns_says(wrap=wrap), "mode: enforce")
    issue("-days", "-1")
    has(dns_says(wrap=wrap), "; no MTA-STS: The certificate is NOT trusted. The "
        "certificate chain uses expired certificate.")
    # Nothing is missing where the CA that all know has signed it itself.
    issue("-days", "90", more=ITS_CA)
    shutil.copy("leaf", "tls/fullchain.pem")
    done = subprocess.run(
        [*wrap, f"{BUILD}/tlsd-lite", "--check", "tls/fullchain.pem",
         "tls/privkey.pem", "mx.example"], stdout=subprocess.PIPE, check=True)
    same(done.stdout, b"")
    # This system knows none.
    os.unlink("known/ca-certificates.crt")
    has(dns_says(wrap=wrap), "; no MTA-STS: This system has no file of CAs to "
        "prove it by.\n" + SPF)
