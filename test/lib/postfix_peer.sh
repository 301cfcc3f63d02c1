#!/bin/sh
# postfix_peer.sh DEB FOLDER PORT - Postfix's own SMTP client hands one message
# to PORT of loopback: from the package, laid over /usr in a mount namespace, so
# nothing is installed. It proves the server by FOLDER/tls/fullchain.pem and the
# name mx.example, and sends nothing to one that it cannot prove. Needs root.
set -eu
if [ -z "${INSIDE:-}" ]; then
	INSIDE=1 exec unshare --mount --propagation private \
		--pid --fork --kill-child --mount-proc "$0" "$@"
fi
# peers.sh wants these.
export work="$2/postfix.work" uid; uid=$(id -u nobody)
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work/debs"
cp "$1" "$work/debs"
# shellcheck source=test/bench.d/peers.sh
. "$here/../bench.d/peers.sh"
peers_unpack
# Where the account of Postfix can go as well.
top=/run/postfix.peer
mkdir -p "$top/spool" "$top/data" "$top/etc"
chown postfix "$top/data"
cp "$2/tls/fullchain.pem" "$top"
cat >"$top/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $top/spool
data_directory = $top/data
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = client.example
mydestination =
alias_maps =
relayhost = [127.0.0.1]:$3
smtp_tls_security_level = secure
smtp_tls_secure_cert_match = mx.example
smtp_tls_CAfile = $top/fullchain.pem
smtp_tls_loglevel = 1
maillog_file = /var/log/postfix.log
EOF
mount -t tmpfs log /var/log
cat >"$top/etc/master.cf" <<EOF
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
smtp unix - - n - - smtp
scache unix - - n - 1 scache
EOF
postfix -c "$top/etc" start >"$top/start" 2>&1 ||
	{ cat "$top/start" /var/log/postfix.log; exit 1; }
printf 'Subject: hello\n\nover TLS\n' |
	sendmail -C "$top/etc" -f a@b.example bob@example.org
n=0
until grep -qE 'status=(sent|deferred|bounced)' /var/log/postfix.log; do
	n=$((n + 1))
	[ $n -lt 300 ] || break
	sleep 0.1
done
cat /var/log/postfix.log
postfix -c "$top/etc" stop >/dev/null 2>&1 || :
grep -q 'status=sent' /var/log/postfix.log
