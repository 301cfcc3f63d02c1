#!/bin/sh
# postfix.sh PACKAGE FOLDER COMMAND...: runs COMMAND beside a Postfix with TLS,
# which is laid over this mount namespace from what is in PACKAGE, and has a
# network of its own: port 25 with STARTTLS, 465 with TLS from the first octet.
# FOLDER has the pair right-ec.crt, right-ec.key. Needs root; run it by
# `unshare -mnpf --mount-proc --kill-child`.
set -eu
umask 022
# shellcheck source=test/lib/packages.sh
. "$(dirname "$0")/../lib/packages.sh"
package=$1 work=$2
shift 2
ip link set lo up
mount -t tmpfs -o mode=0755 run /run
mkdir -p /run/mail /run/spool /run/data
lay_over "$package" postfix:65011 postdrop:65012 mailbox:65013
chown 65011 /run/data
chown 65013 /run/mail
mkdir /run/postfix
cat >/run/postfix/main.cf <<-END
	compatibility_level = 3.6
	queue_directory = /run/spool
	data_directory = /run/data
	maillog_file = /run/mail.log
	maillog_file_prefixes = /run
	inet_protocols = ipv4
	myhostname = mx.example
	mydestination =
	alias_maps =
	message_size_limit = 100000000
	mailbox_size_limit = 0
	virtual_mailbox_limit = 0
	virtual_mailbox_domains = b.example
	virtual_mailbox_base = /run/mail
	virtual_mailbox_maps = inline:{bob@b.example=bob/}
	virtual_uid_maps = static:65013
	virtual_gid_maps = static:65013
	virtual_transport = virtual
	smtpd_peername_lookup = no
	smtpd_tls_cert_file = $work/right-ec.crt
	smtpd_tls_key_file = $work/right-ec.key
	smtpd_tls_security_level = may
	smtpd_tls_received_header = yes
END
{
	cat <<-END
		25 inet n - n - - smtpd
		465 inet n - n - - smtpd
		  -o smtpd_tls_wrappermode=yes
	END
	postfix_services
} >/run/postfix/master.cf
postfix -c /run/postfix start >/run/start.log 2>&1 || {
	cat /run/start.log /run/mail.log
	exit 1
}
status=0
"$@" || status=$?
postfix -c /run/postfix stop >/dev/null 2>&1 || :
exit $status
