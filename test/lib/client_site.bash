# client_site.bash - servers for tests of the client.
# shellcheck shell=bash
# bats sets status, output and lines; faked is for the tests
# shellcheck disable=SC2154,SC2034
load "$SRC/test/lib/play"
load "$SRC/test/lib/noise_site"

# Makes a site, a client's folder and a message, and goes there.
client_setup() {
	channel_setup
	unset HOME
	export XDG_CONFIG_HOME=$PWD/config
	mkdir -p config/smtp-lite
	printf 'Subject: hello\n\nworld\n' >message
	servers=()
}

client_teardown() {
	local pid
	for pid in "${servers[@]}"; do
		# One that served a single connection may have ended by itself.
		kill "$pid" 2>/dev/null || :
	done
}

# started COMMAND...: runs a server that prints its port, into $port.
started() {
	rm -f answer said
	faked=
	mkfifo answer
	"$@" >answer 2>>log &
	servers+=("$!")
	# a fifo: waits for the port
	read -r port <answer
	to=127.0.0.1:$port
}

# call SERVER: from here on, the client calls this one.
call() {
	to=$1
}

# listen OPTION...: smtpd-lite for every connection.
listen() {
	started "$SRC/test/lib/inetd.py" "$BUILD/smtpd-lite" -c conf "$@"
}

# fake STEP=ANSWER...: a server that says this.
fake() {
	started "$SRC/test/lib/fake_server.py" "$@"
	faked=yes
}

# elsewhere: from here on servers and the client are in a network of their
# own, which has an address that is no loopback address.
elsewhere() {
	local flags=(-n)
	[ "$(id -u)" -eq 0 ] || flags=(-U -r -n)
	unshare "${flags[@]}" true 2>/dev/null || skip 'no network namespaces'
	mkfifo up
	unshare "${flags[@]}" sh -c 'ip link set lo up &&
		ip addr add 192.0.2.1/32 dev lo && echo up && exec sleep 60' >up &
	servers+=("$!")
	read -r _ <up
	inside=(nsenter -t "${servers[-1]}" -n)
	[ "$(id -u)" -eq 0 ] || inside+=(-U --preserve-credentials)
}

# far STEP=ANSWER...: a fake server there.
far() {
	far_by fake_server.py "$@"
}

# far_by PROGRAM STEP=ANSWER...
far_by() {
	started "${inside[@]}" "$SRC/test/lib/$1" bind=192.0.2.1 "${@:2}"
	faked=yes
	call "192.0.2.1:$port"
}

# far_gives STATUS OPTION...
far_gives() {
	local want=$1
	shift
	run "${inside[@]}" "$BUILD/smtp-lite" --server "$to" --helo c.example \
		--timeout 10 \
		-f ann@b.example "$@" bob@b.example <message
	echo "exit $status: $output"
	[ "$status" -eq "$want" ]
}

# send OPTION...: sends the message; sets status and output.
send() {
	run "$BUILD/smtp-lite" --server "$to" --helo c.example \
		--timeout 10 "$@" <message
	echo "exit $status: $output"
}

# gives STATUS OPTION...: the message, from ann to bob, ends like this.
gives() {
	local want=$1
	shift
	send -f ann@b.example "$@" bob@b.example
	[ "$status" -eq "$want" ]
}

closed() { grep -qx -- -- said 2>/dev/null; }

# said_is LINE...: what the client said to the fake server, but for the fields
# it added, the size of the message, EHLO and QUIT.
said_is() {
	until_true closed
	grep -vE '^(EHLO|QUIT|From:|Date:|Message-ID:|--$)' said |
		sed '/^MAIL/s/ SIZE=[0-9]*//' >got || true
	diff <(printf '%s\n' "$@") got
}

# stored NAME: the text of the only message to NAME, without its trace.
stored() {
	local files=(mail/b.example/"$1"/new/*)
	[ "${#files[@]}" -eq 1 ] || {
		echo "${#files[@]} messages"
		return 1
	}
	sed '1,/^\t.* +0000$/d' "${files[0]}"
}

contains() {
	[[ $output == *"$1"* ]] || {
		echo "not there: $1"
		return 1
	}
}

lacks() {
	[[ $output != *"$1"* ]] || {
		echo "there: $1"
		return 1
	}
}
