# shellcheck shell=sh disable=SC2154
# secrets.sh - the rows of passwords and of the handshake. Sourced by run.

secrets_start() {
	cat >"$work/secrets.conf" <<-EOF
	hostname = mx.bench.example
	mail = $mail/secrets/%u
	users = $work/secrets.users
	keys = $work/secrets.keys
	run = $work/run
	plaintext-auth = always
	log = none
	EOF
	rm -rf "$work/secrets.users" "$work/secrets.keys"
	echo secret | secrets_ctl user add box@bench.example
	secrets_pin=$(secrets_ctl key new | grep -o '[A-Za-z0-9+/]\{43\}=')
	secrets_server="$bin/smtpd-lite.static -c $work/secrets.conf"
}

secrets_ctl() {
	"$bin/smtpd-litectl" -c "$work/secrets.conf" "$@"
}

secrets_load() {
	XDG_CONFIG_HOME=$work /usr/bin/python3 "$here/secrets.py" "$@"
}

# Both refusals take as long: nobody tells a user from no user by them.
secrets_login_row() {
	wanted login || return 0
	for who in $(turn unknown wrong); do
		name=box@bench.example
		[ "$who" = wrong ] || name=nobody@bench.example
		# shellcheck disable=SC2086
		sample_of login "$who" secrets_load login "$name" $secrets_server
	done
}

secrets_handshake_row() {
	wanted handshake || return 0
	client="$bin/smtp-lite --server 127.0.0.1:{port} -f a@b.example"
	for side in server client; do
		for how in plain "pin $secrets_pin"; do
			sample_of handshake "$side-${how%% *}" \
			    secrets_load handshake "$side" \
			    "$client --$how box@bench.example" "$secrets_server"
		done
	done
}
