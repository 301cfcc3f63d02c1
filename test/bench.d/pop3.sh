# shellcheck shell=sh disable=SC2154,SC2034
# pop3.sh - the rows of POP3: pop3d-lite and Dovecot at the same Maildirs,
# of which each message has been read and carries its sizes in its name, so
# that no session changes anything. Sourced by run.

# Both read it; a hash that costs nothing, since it is not what is measured.
pop3_password=secret
# shellcheck disable=SC2016
pop3_hash='$argon2id$v=19$m=8,t=1,p=1$Km4ItZRmrLbe+hyB3wG/8g$hOsGQQuqe//58k+TZoa/RZuobC2hPqixCGzqmO9VxCU'

pop3_port() {
	case $1 in
	static) echo 2511 ;;
	shared) echo 2512 ;;
	dovecot) echo 2513 ;;
	esac
}

pop3_serve() {
	cat >"$work/pop3.conf" <<-EOT
	hostname = mx.bench.example
	mail = $mail/pop3/%u
	users = $work/pop3.users
	run = $work/run
	log = stderr
	EOT
	tcpserver -DHRQ -l0 -c200 -b200 -u"$uid" -g"$uid" 127.0.0.1 \
	    "$(pop3_port "$1")" "$bin/pop3d-lite.$1" -c "$work/pop3.conf" \
	    2>"$work/pop3.$1.log" &
	echo $! >"$work/pop3.$1.pid"
}

# Its login processes stay; each session gets a process of its own, as with
# us. Its index lies in the Maildir, as by default.
pop3_dovecot() {
	cat >"$work/pop3.dovecot.conf" <<-EOT
	protocols = pop3
	base_dir = /run/dovecot-pop3
	ssl = no
	disable_plaintext_auth = no
	log_path = $work/pop3.dovecot.log
	mail_location = maildir:$mail/pop3/%n
	passdb {
	  driver = passwd-file
	  args = $work/pop3.users
	}
	userdb {
	  driver = static
	  args = uid=$uid gid=$uid home=$mail/pop3/%n
	}
	service pop3-login {
	  process_min_avail = 1
	  service_count = 0
	  inet_listener pop3 {
	    address = 127.0.0.1
	    port = $(pop3_port dovecot)
	  }
	}
	EOT
	dovecot -c "$work/pop3.dovecot.conf" >>"$work/pop3.dovecot.log" 2>&1
}

# pop3_box COUNT: a full Maildir and its user.
pop3_box() {
	/usr/bin/python3 "$here/pop3.py" fill "$mail/pop3/$1" "$1"
	echo "$1@bench.example:{ARGON2ID}$pop3_hash:::::" >>"$work/pop3.users"
}

pop3_start() {
	few=$((1000 / scale)) many=$((100000 / scale))
	: >"$work/pop3.users"
	if wanted pop3; then pop3_box "$few"; fi
	if wanted pop3-many || wanted list || wanted wire; then
		pop3_box "$many"
	fi
	[ -s "$work/pop3.users" ] || return 0
	chown -R "$uid:$uid" "$mail/pop3"
	pop3_serve static
	pop3_serve shared
	pop3_dovecot
	for who in static shared dovecot; do
		pop3_ready "$who" || { echo "bench: $who: no POP3" >&2; exit 1; }
	done
}

pop3_ready() {
	i=0
	until pop3_client stat "$who" "$(head -n 1 "$work/pop3.users" |
	    cut -d@ -f1)" >/dev/null 2>&1; do
		i=$((i + 1))
		[ $i -lt 100 ] || return 1
		sleep 0.1
	done
}

# pop3_client MODE WHO COUNT [BURST]
pop3_client() {
	mode=$1 port=$(pop3_port "$2") login=$3@bench.example
	shift 3
	"$bin/pop3" "$mode" "$port" "$login" $pop3_password "$@"
}

# pop3_fetch_row ROW COUNT: all of it, a hundred RETRs at a time. Dovecot
# without an index first, which makes one, and then with it.
pop3_fetch_row() {
	wanted "$1" || return 0
	for who in $(turn static shared dovecot); do
		sync
		if [ "$who" = dovecot ]; then
			rm -f "$mail/pop3/$2"/dovecot*
			sample_of "$1" cold pop3_client fetch dovecot "$2" 100
			sample_of "$1" warm pop3_client fetch dovecot "$2" 100
		else
			sample_of "$1" "$who" pop3_client fetch "$who" "$2" 100
		fi
	done
}

# From the password to the answer to STAT, beside a bare reading of the
# folders.
pop3_list_row() {
	wanted list || return 0
	for who in $(turn static shared bare); do
		if [ "$who" = bare ]; then
			sample_of list bare "$bin/pop3" list \
			    "$mail/pop3/$many/new" "$mail/pop3/$many/cur"
		else
			sample_of list "$who" pop3_client stat "$who" "$many"
		fi
	done
}

pop3_wire_row() {
	wanted wire || return 0
	for who in static shared; do
		sample_of wire $who /usr/bin/python3 "$here/pop3.py" memory \
		    "$(pop3_port $who)" "$(cat "$work/pop3.$who.pid")" \
		    "$many@bench.example" $pop3_password "$many"
	done
}

pop3_rows() {
	pop3_fetch_row pop3 "$few"
	pop3_fetch_row pop3-many "$many"
	pop3_list_row
}
