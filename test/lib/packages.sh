# shellcheck shell=sh
# packages.sh - servers out of packages that are not installed, and what each
# Postfix of ours needs. Sourced, by root in a mount namespace of its own.

# lay_over TREE NAME:ID...: usr and etc of TREE lie over those of this namespace,
# which has these accounts. /run is ours.
lay_over() {
	tree=$1
	shift
	mkdir -p /run/etc
	cp -R "$tree/etc/." /run/etc
	cp -L /etc/passwd /etc/group /run/etc
	for account; do
		name=${account%:*} id=${account#*:}
		grep -q "^$name:" /etc/group ||
			echo "$name:x:$id:" >>/run/etc/group
		grep -q "^$name:" /etc/passwd ||
			echo "$name:x:$id:$id::/nonexistent:/usr/sbin/nologin" \
				>>/run/etc/passwd
	done
	mount -t overlay -o "lowerdir=$tree/usr:/usr" usr /usr
	mount -t overlay -o lowerdir=/run/etc:/etc etc /etc
}

# The lines of master.cf behind those of the sockets. No other service is
# started.
postfix_services() {
	cat <<-END
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
		virtual unix - n n - - virtual
		anvil unix - - n - 1 anvil
		scache unix - - n - 1 scache
		postlog unix-dgram n - n - 1 postlogd
	END
}
