# shellcheck shell=sh disable=SC2154
# peers.sh - Postfix and Dovecot from their Debian packages, without
# installing them: in this mount namespace they are laid over /usr and
# /etc, and vanish with it. Sourced by run, which sets here, work, mail
# and uid.

# shellcheck source=test/lib/packages.sh
. "$here/../lib/packages.sh"

# The packages' files appear where they belong; /run is ours.
peers_unpack() {
	mount -t tmpfs -o mode=0755 run /run
	mkdir -p /run/deb/usr/lib /run/deb/usr/bin /run/deb/usr/sbin /run/deb/etc
	for d in lib bin sbin; do
		ln -s usr/$d /run/deb/$d
	done
	for deb in "$work"/debs/*.deb; do
		[ -e "$deb" ] || continue
		dpkg-deb --fsys-tarfile "$deb" |
		    tar -x -C /run/deb --keep-directory-symlink
	done
	lay_over /run/deb postfix:65011 postdrop:65012 dovecot:65013 \
	    dovenull:65014 "bench:$uid"
}

# postfix_start PORT: Debian's defaults, and what makes it faster here: no
# chroots, no reverse lookup of the client, no waiting for the queue to
# drain while mail comes in (in_flow_delay). Its log goes nowhere, since
# no syslogd listens.
postfix_start() {
	conf=$work/postfix.etc
	rm -rf "$conf"
	mkdir -p "$conf" "$mail/spool" "$mail/spool.data"
	chown postfix "$mail/spool.data"
	cat >"$conf/main.cf" <<-EOF
	compatibility_level = 3.6
	queue_directory = $mail/spool
	data_directory = $mail/spool.data
	inet_interfaces = 127.0.0.1
	inet_protocols = ipv4
	myhostname = mx.bench.example
	mynetworks = 127.0.0.0/8
	mydestination =
	alias_maps =
	virtual_mailbox_domains = bench.example
	virtual_mailbox_base = $mail/postfix
	virtual_mailbox_maps = texthash:$conf/boxes
	virtual_uid_maps = static:$uid
	virtual_gid_maps = static:$uid
	virtual_transport = virtual
	smtpd_peername_lookup = no
	in_flow_delay = 0
	EOF
	{
		echo "127.0.0.1:$1 inet n - n - - smtpd"
		postfix_services
	} >"$conf/master.cf"
	sed 's|\(.*\)@.*|& \1/|' "$work/users" >"$conf/boxes"
	postfix -c "$conf" start >"$work/postfix.log" 2>&1
}

# dovecot_start PORT: LMTP; processes stay for the next connection.
dovecot_start() {
	cat >"$work/dovecot.conf" <<-EOF
	protocols = lmtp
	passdb {
	  driver = static
	  args = nopassword=y
	}
	ssl = no
	log_path = $work/dovecot.log
	mail_location = maildir:$mail/dovecot/%n
	mail_uid = $uid
	mail_gid = $uid
	userdb {
	  driver = static
	  args = allow_all_users=yes home=$mail/dovecot/%n
	}
	service lmtp {
	  process_min_avail = 2
	  service_count = 0
	  inet_listener lmtp {
	    address = 127.0.0.1
	    port = $1
	  }
	}
	EOF
	dovecot -c "$work/dovecot.conf" >>"$work/dovecot.log" 2>&1
}

peers_end() {
	! postfix -c "$work/postfix.etc" status >/dev/null 2>&1 ||
		postfix -c "$work/postfix.etc" stop >/dev/null 2>&1
	for conf in "$work"/dovecot.conf "$work"/pop3.dovecot.conf; do
		[ ! -e "$conf" ] || doveadm -c "$conf" stop >/dev/null 2>&1 ||
			true
	done
}
