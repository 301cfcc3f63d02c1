#!/usr/bin/python3 -ESB
"""Makes certificates of all kinds in the working folder, with openssl: of each
NAME.pem has chain and key. ca.crt is the CA that tests trust.

A server is mx.example, also by `localhost` and two addresses, unless its kind
says something else.
"""
import subprocess
import time

YEAR = 365 * 86400
MX = "DNS:mx.example,DNS:localhost,IP:127.0.0.1,IP:192.0.2.1"
CONF = """[ca]
default_ca = this
[this]
database = index
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
"""
KEYS = {"ec": ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        "p384": ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
        "rsa": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        "ed25519": ["ED25519"],
        "weak": ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"]}
AUTHORITY = "basicConstraints=critical,CA:true\nkeyUsage=keyCertSign"


def openssl(*args):
    subprocess.run(["openssl", *args], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def date(offset):
    return time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + offset))


def make(name, extensions, issuer=None, key="ec", begin=-86400, end=YEAR,
         chain=()):
    """NAME.crt, NAME.key and, of both and the CHAIN, NAME.pem. Without an
    ISSUER it signs itself."""
    openssl("genpkey", "-algorithm", *KEYS[key], "-out", f"{name}.key")
    openssl("req", "-new", "-key", f"{name}.key", "-subj", f"/CN={name}",
            "-out", "csr")
    with open("extensions", "w", encoding="ascii") as f:
        f.write(extensions + "\n")
    by = (["-cert", f"{issuer}.crt", "-keyfile", f"{issuer}.key"] if issuer
          else ["-selfsign", "-keyfile", f"{name}.key"])
    openssl("ca", "-batch", "-notext", "-config", "ca.conf", "-in", "csr",
            "-out", f"{name}.crt", "-startdate", date(begin), "-enddate",
            date(end), "-extfile", "extensions", *by)
    with open(f"{name}.pem", "w", encoding="ascii") as out:
        for part in (f"{name}.crt", *(f"{c}.crt" for c in chain),
                     f"{name}.key"):
            with open(part, encoding="ascii") as f:
                out.write(f.read())


def names(*san, usage="serverAuth"):
    return f"subjectAltName={','.join(san)}\nextendedKeyUsage={usage}"


def main():
    with open("ca.conf", "w", encoding="ascii") as f:
        f.write(CONF)
    with open("index", "w", encoding="ascii"):
        pass
    make("ca", AUTHORITY)
    make("other-ca", AUTHORITY)
    make("between", AUTHORITY, "ca")
    make("narrow", AUTHORITY + "\nnameConstraints=critical,"
         "permitted;DNS:good.example", "ca")
    for key in ("ec", "p384", "rsa", "ed25519"):
        make(f"right-{key}", names(MX), "ca", key)
    make("weak", names(MX), "ca", "weak")
    make("other", names(MX), "ca")
    make("chained", names(MX), "between", chain=["between"])
    make("incomplete", names(MX), "between")
    make("misnamed", names("DNS:other.example"), "ca")
    make("unnamed", "basicConstraints=CA:false", "ca")
    make("wild", names("DNS:*.mx.example"), "ca")
    make("expired", names(MX), "ca", begin=-9 * 86400, end=-86400)
    make("early", names(MX), "ca", begin=86400)
    make("stranger", names(MX), "other-ca")
    make("own", names(MX))
    make("client-only", names(MX, usage="clientAuth"), "ca")
    make("constrained", names("DNS:mx.example"), "narrow", chain=["narrow"])
    make("within", names("DNS:a.good.example"), "narrow", chain=["narrow"])


if __name__ == "__main__":
    main()
