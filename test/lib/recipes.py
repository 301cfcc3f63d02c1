#!/usr/bin/python3 -ESB
"""The recipes of smtpd-lite(8) for certificates: recipes.py TOOL, in a scratch
folder. BUILD names the build.

What the page says is typed. The tools are stand-ins, which leave the folders,
names, links and modes of the real ones, and call hooks as these do: certbot by
a shell, with RENEWED_LINEAGE; acme.sh by eval, after it has copied the two
files; lego without a shell, word by word, with LEGO_CERT_PATH and
LEGO_CERT_KEY_PATH; dehydrated with six arguments. uacme has none. Then the
certificate is renewed while a session is open: the next one has the new one.
openssl and certtool are the real ones.
"""
import hashlib
import os
import re
import ssl
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
import tls_site  # noqa: E402
from tls_site import BUILD, same  # noqa: E402

# What a tool has, before it is told of the hook: CERT and KEY are a new pair.
TOOLS = {
    "certbot": """
top=$TOP/etc/letsencrypt; n=$(cat "$TOP/n")
mkdir -p "$top/archive/mx.example.org" "$top/live/mx.example.org"
chmod 0700 "$top/archive" "$top/live"
for f in fullchain privkey; do
	ln -sf "../../archive/mx.example.org/$f$n.pem" \
		"$top/live/mx.example.org/$f.pem"
done
cp "$CERT" "$top/archive/mx.example.org/fullchain$n.pem"
cp "$KEY" "$top/archive/mx.example.org/privkey$n.pem"
chmod 0644 "$top/archive/mx.example.org/fullchain$n.pem"
chmod 0600 "$top/archive/mx.example.org/privkey$n.pem"
while [ "$1" != --deploy-hook ]; do shift; done
RENEWED_LINEAGE=$top/live/mx.example.org RENEWED_DOMAINS=mx.example.org \
	sh -c "$2"
""",
    "acme.sh": """
while [ $# -gt 0 ]; do
	case $1 in
	--key-file) key=$2 ;;
	--fullchain-file) cert=$2 ;;
	--reloadcmd) hook=$2 ;;
	esac
	shift
done
mkdir -p "$TOP/.acme.sh/mx.example.org_ecc"
cp "$CERT" "$TOP/.acme.sh/mx.example.org_ecc/fullchain.cer"
cp "$KEY" "$TOP/.acme.sh/mx.example.org_ecc/mx.example.org.key"
[ -e "$key" ] || (umask 077; : >"$key")
cat "$KEY" >"$key"
cat "$CERT" >"$cert"
eval "$hook"
""",
    "lego": """
mkdir -p "$TOP/.lego/certificates"
cp "$CERT" "$TOP/.lego/certificates/mx.example.org.crt"
cp "$KEY" "$TOP/.lego/certificates/mx.example.org.key"
chmod 0600 "$TOP"/.lego/certificates/*
while [ "$1" != --run-hook ] && [ "$1" != --renew-hook ]; do shift; done
set -f
# shellcheck disable=SC2086 # it cuts at blanks, and knows no quotes
LEGO_CERT_DOMAIN=mx.example.org \
	LEGO_CERT_PATH=$TOP/.lego/certificates/mx.example.org.crt \
	LEGO_CERT_KEY_PATH=$TOP/.lego/certificates/mx.example.org.key exec $2
""",
    "uacme": """
top=$TOP/etc/ssl/uacme
mkdir -p "$top/private/mx.example.org" "$top/mx.example.org"
chmod 0700 "$top/private" "$top/private/mx.example.org"
cp "$CERT" "$top/mx.example.org/cert.pem"
cp "$KEY" "$top/private/mx.example.org/key.pem"
chmod 0600 "$top/private/mx.example.org/key.pem"
""",
    "dehydrated": """
top=$TOP/var/lib/dehydrated/certs/mx.example.org; t=$(cat "$TOP/n")
mkdir -p "$top"
chmod 0700 "$top"
for f in cert fullchain chain; do
	cp "$CERT" "$top/$f-$t.pem"
	ln -sf "$f-$t.pem" "$top/$f.pem"
done
cp "$KEY" "$top/privkey-$t.pem"
ln -sf "privkey-$t.pem" "$top/privkey.pem"
chmod 0600 "$top"/*-"$t".pem
"$TOP/hook.sh" startup_hook
"$TOP/hook.sh" deploy_cert mx.example.org "$top/privkey.pem" \
	"$top/cert.pem" "$top/fullchain.pem" "$top/chain.pem" "$t"
"$TOP/hook.sh" exit_hook
"""}


def page(begins, ends):
    """What stands in the page's literal displays between two lines."""
    with open(f"{BUILD}/man/smtpd-lite.8", encoding="ascii") as f:
        text = f.read().split(begins, 1)[1].split(ends, 1)[0]
    blocks = re.findall(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", text, re.M)
    top = os.getcwd()
    # Where it was not installed, and without being root.
    return [re.sub(r"\S+/tls-install", f"{BUILD}/contrib/tls-install",
                   b.replace("\\e", "\\").replace("\\&", ""))
            .replace(" /etc/", f" {top}/etc/")
            .replace("\t/etc/", f"\t{top}/etc/").replace("/root/", f"{top}/")
            for b in blocks]


def new_pair(n):
    """Another pair, for the tool to find; its own folder is TOP."""
    tls_site.make_pair("ecdsa", f"cert{n}", f"key{n}")
    with open("n", "w", encoding="ascii") as f:
        f.write(str(n))
    return {**os.environ, "TOP": os.getcwd(), "CERT": f"{os.getcwd()}/cert{n}",
            "KEY": f"{os.getcwd()}/key{n}", "TLS_DIR": f"{os.getcwd()}/tls",
            "TLS_GROUP": str(os.getgid()),
            "PATH": f"{os.getcwd()}/bin:{os.environ['PATH']}"}


def stand_in(tool):
    os.mkdir("bin")
    with open(f"bin/{tool}", "w", encoding="ascii") as f:
        f.write("#!/bin/sh\nset -eu\n" + TOOLS[tool])
    os.chmod(f"bin/{tool}", 0o755)


def shown(server):
    """The certificate of a session that goes on."""
    s = server.smtp()
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    s.starttls(context=context)
    return s, digest(s.sock.getpeercert(True))


def digest(der):
    return hashlib.sha256(der).hexdigest()


def in_file(path):
    with open(path, encoding="ascii") as f:
        return digest(ssl.PEM_cert_to_DER_cert(f.read()))


def modes():
    found = {f: oct(os.stat(f"tls/{f}").st_mode & 0o7777)
             for f in os.listdir("tls")}
    same(found, {"fullchain.pem": "0o640", "privkey.pem": "0o640"})


def renewed(tool):
    """Typed, and once more for the renewal, with a session in between."""
    stand_in(tool)
    text, = page(f"\n.It {tool}\n", "\n.It " if tool != "dehydrated"
                 else "\n.El")
    command = text
    if tool == "dehydrated":
        with open("hook.sh", "w", encoding="ascii") as f:
            f.write(text)
        os.chmod("hook.sh", 0o755)
        command = "dehydrated --cron"
    sessions = []
    for n in (1, 2):
        if n == 2 and tool == "lego":
            command = command.replace(" run --run-hook",
                                      " renew --renew-hook")
        subprocess.run(["sh", "-ec", command], check=True, env=new_pair(n))
        modes()
        sessions.append((tls_site.Server(), n))
        sessions[-1] += shown(sessions[-1][0])
        same(sessions[-1][3], in_file(f"cert{n}"))
    # The session from before the renewal goes on.
    for server, _, s, _ in sessions:
        s.sendmail(*tls_site.SEND)
        s.quit()
        same(server.end()[0], 0)
    same(len(tls_site.mails()), 2)


def self_signed(which):
    text = page("For a try, or among", "\n.Pa tls-install\n")
    same(len(text), 2)
    subprocess.run(["sh", "-ec", text[which]], check=True, env=new_pair(1))
    modes()
    server = tls_site.Server()
    s, seen = shown(server)
    same(seen, in_file("fullchain.pem"))
    s.quit()
    same(server.end()[0], 0)
    # It is what check wants: P-256, the name, its days.
    done = subprocess.run([f"{BUILD}/tlsd-lite", "--check", "tls/fullchain.pem",
                           "tls/privkey.pem", "mx.example.org"], check=True,
                          stdout=subprocess.PIPE)
    same(done.stdout, b"")


def main():
    os.umask(0o022)
    tls_site.make_site()
    for name in os.listdir("tls"):
        os.unlink(f"tls/{name}")
    tool = sys.argv[1]
    if tool in TOOLS:
        renewed(tool)
    else:
        self_signed({"openssl": 0, "certtool": 1}[tool])


if __name__ == "__main__":
    main()
