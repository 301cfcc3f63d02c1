#!/bin/sh
# postfix_peer.sh PACKAGE FOLDER PORT - Postfix's own SMTP client hands one
# message to PORT of loopback: from what is in PACKAGE, laid over /usr in a mount
# namespace, so nothing is installed. It proves the server by
# FOLDER/tls/fullchain.pem and the name mx.example, and sends nothing to one that
# it cannot prove. Needs root.
set -eu
if [ -z "${INSIDE:-}" ]; then
	INSIDE=1 exec unshare --mount --propagation private \
		--pid --fork --kill-child --mount-proc "$0" "$@"
fi
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=test/lib/packages.sh
. "$here/packages.sh"
mount -t tmpfs -o mode=0755 run /run
lay_over "$1" postfix:65011 postdrop:65012
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
{
	echo 'pickup unix n - n 60 1 pickup'
	postfix_services
} >"$top/etc/master.cf"
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
