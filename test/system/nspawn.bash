# shellcheck shell=bash
# A Debian that is booted for real, in a container without a network of its
# own, with smtpd-lite installed. All that is done in it is gone with it; the tree
# it boots from is root's, and kept for all who test here.
load "$SRC/test/lib/play"

tree=/var/cache/smtpd-lite-test/debian
packages=systemd-sysv,libsodium23,netbase,openbsd-inetd,socat,ucspi-tcp
packages+=,curl,dovecot-imapd,ca-certificates

# Boots, and installs what BUILD holds. $machine is the process that holds
# the container, $leader the first one in it; $why is what this machine lacks
# for a container. If it has all of that and none can be had, this fails.
container() {
	local stage=$BATS_FILE_TMPDIR/stage

	export machine='' leader='' why=''
	container_tree || return
	container_boot || return
	[ -z "$why" ] || return 0
	# With any prefix, the units are where systemd looks.
	make -C "$BUILD" install DESTDIR="$stage" \
		systemdsystemunitdir=/usr/lib/systemd/system \
		>"$BATS_FILE_TMPDIR/install"
	tar -C "$stage" -c . |
		tar -C "/proc/$leader/root" -x --keep-directory-symlink
	inside systemctl daemon-reload
}

container_tree() {
	local status=0 log=$BATS_FILE_TMPDIR/debootstrap

	container_lacks
	[ -z "$why" ] || return 0
	# One test makes it, and the others wait for that.
	(flock 9; container_is_made || container_make) 9>"$tree.lock" >"$log" \
		2>&1 || status=$?
	if [ "$status" -eq 77 ]; then
		why=$(tail -n 1 "$log")
	elif [ "$status" -ne 0 ]; then
		tail -n 20 "$log"
		return 1
	fi
}

container_lacks() {
	local tool

	why='needs root'
	[ "$(id -u)" -eq 0 ] || return 0
	for tool in systemd-nspawn debootstrap nsenter unshare; do
		why="no $tool"
		command -v "$tool" >/dev/null || return 0
	done
	mkdir -p "${tree%/*}"
	why='no namespaces, control groups or devices may be made here'
	! container_may || why=''
}

# What debootstrap, systemd-nspawn and a systemd in a container have to do.
container_may() {
	# shellcheck disable=SC2016 # the inner shell expands it
	unshare --mount --pid --net --cgroup --fork --mount-proc sh -c '
		mount -t tmpfs tmpfs /run && mkdir /run/groups &&
			mount -t cgroup2 none /run/groups &&
			mkdir "/run/groups/may.$1" && rmdir "/run/groups/may.$1" &&
			mknod "$2" c 1 3 && : >"$2" && rm "$2"' \
		sh "$$" "$(mktemp -u "${tree%/*}/null.XXXXXX")"
}

container_is_made() {
	[ "$(cat "$tree/packages" 2>/dev/null)" = "$packages" ]
}

# 77: this machine has no way to it, as the last line says.
container_make() {
	local mirror

	# shellcheck disable=SC2016 # apt expands it
	mirror=$(apt-get indextargets --format '$(REPO_URI)' \
		'Codename: bookworm' 'Label: Debian' 'Identifier: Packages' |
		head -n 1)
	[ -n "$mirror" ] || { echo 'apt knows no mirror of Debian 12' && return 77; }
	rm -rf "$tree" "$tree.new"
	container_fetch "$mirror" && return
	# As debootstrap does. Whoever reaches the mirror can do the rest as well.
	! wget -q -T 20 -t 2 -O /dev/null "${mirror%/}/dists/bookworm/Release" || return 1
	echo "no way to a mirror of Debian: $mirror"
	return 77
}

container_fetch() {
	debootstrap --variant=minbase --no-check-gpg --include="$packages" \
		bookworm "$tree.new" "$1" || return
	# The two inetds do not go together, says Debian; their files do.
	(cd "$tree.new/root" && apt-get -qq download xinetd &&
		dpkg -x xinetd_*.deb "$tree.new") || return
	echo "$packages" >"$tree.new/packages"
	mv "$tree.new" "$tree"
}

# Becomes a container that boots or, given a command, runs just that.
# systemd-nspawn wants /run on a tmpfs, which a machine that was not booted
# by systemd may not have. All that is in the container ends with this
# process, and this one with the one that called.
become_container() {
	# shellcheck disable=SC2016 # the inner shell expands it
	exec setpriv --pdeathsig KILL unshare --mount --propagation private \
		--pid --fork --kill-child --mount-proc sh -c '
		mount -t tmpfs tmpfs /run
		exec systemd-nspawn -q --volatile=overlay --console=pipe \
			--machine="sl-$$" --register=no --keep-unit "$@"' \
		sh -D "$tree" "$@" </dev/null 3>&-
}

container_boot() {
	local console=$BATS_FILE_TMPDIR/console
	# Of itself systemd-nspawn does not let Landlock in.
	local calls='landlock_create_ruleset landlock_add_rule'

	[ -z "$why" ] || return 0
	become_container --private-network -b \
		--system-call-filter="$calls landlock_restrict_self" \
		>"$console" 2>&1 &
	machine=$!
	within 180 container_settled || :
	! container_is_up || return 0
	tail -n 20 "$console"
	container_end
	# The boot is to blame, if something simpler can be run.
	become_container true >"$console" 2>&1 &
	machine=$!
	within 60 container_ended || return
	if wait "$machine"; then return 1; fi
	machine=''
	why="systemd-nspawn runs nothing here: $(tail -n 1 "$console")"
}

container_ended() {
	! kill -0 "$machine" 2>/dev/null
}

container_settled() {
	container_is_up || container_ended
}

container_is_up() {
	leader=$(pgrep -P "$machine") && leader=$(pgrep -P "$leader") || return
	case $(inside systemctl is-system-running 2>/dev/null) in
	running | degraded) ;;
	*) return 1 ;;
	esac
}

# For setup: the test is skipped where there is no container; its folders, as
# this machine sees them.
in_container() {
	[ -z "$why" ] || skip "$why"
	export root etc mail box
	root=/proc/$leader/root
	etc=$root$(folder_of sysconfdir)/smtpd-lite
	mail=$root$(folder_of localstatedir)/lib/smtpd-lite/mail
	box=$mail/example.org/alice
}

container_end() {
	[ -n "$machine" ] || return 0
	kill -KILL "$machine" 2>/dev/null || :
	wait "$machine" 2>/dev/null || :
}

# Of a file that has none of its own.
setup_file() {
	container
}

teardown_file() {
	container_end
}

# Runs a command in the container, or one of this machine's in the
# container's network.
inside() {
	nsenter --target "$leader" --all -- "$@"
}

beside() {
	nsenter --target "$leader" --net -- "$@"
}

# True if a program listens on PORT in the container.
listening() {
	grep -qsE "^ *[0-9]+: [0-9A-F]+:$(printf %04X "$1") .* 0A " \
		"/proc/$leader/net/tcp" "/proc/$leader/net/tcp6"
}

# True if all sessions under systemd have ended, and their units are gone.
nobody_left() {
	[ -z "$(inside systemctl list-units --all --no-legend 'smtpd-lite@*')" ]
}

logged() {
	inside journalctl --no-pager -o cat | grep -- "$1"
}

# peer PORT WORD...: peer.py from the container's loopback.
peer() {
	beside timeout 60 "$SRC/test/system/peer.py" 127.0.0.1 "$@"
}

# held_begin COMMAND...: runs beside; 7 is what it says, 8 what it hears, and
# `held` its number. What bash has of it is gone as soon as it has ended.
held_begin() {
	coproc HELD { "$@"; }
	# shellcheck disable=SC2034,SC2154 # coproc sets HELD_PID, tests use held
	held=$HELD_PID
	eval "exec 7<&${HELD[0]} 8>&${HELD[1]} ${HELD[0]}<&- ${HELD[1]}>&-"
}

# With any setting of the log, and with something to log at once, a peer gets
# nothing but replies.
# shellcheck disable=SC2154 # bats has set status and output
only_replies() {
	local log

	for log in auto stderr syslog; do
		echo "log = $log" >"$etc/smtpd-lite.conf"
		run peer 25 talk 'EHLO client.example' \
			'MAIL FROM:<bob@client.example>' \
			'RCPT TO:<mallory@example.org>' QUIT
		[ "$status" -eq 0 ]
		[[ $output == *$'\n550 5.1.1 '*$'\n221 '* ]]
		run grep -vE $'^[2-5][0-9][0-9][ -][^\r]*\r$' <<<"$output"
		[ "$output" = '' ]
	done
	echo "nonsense$BATS_TEST_NUMBER = x" >"$etc/smtpd-lite.conf"
	run peer 25 talk
	[ "$status" -eq 0 ]
	[[ $output == '421 4.3.5 '* && $output != *$'\n'* ]]
	within 20 logged "nonsense$BATS_TEST_NUMBER"
	: >"$etc/smtpd-lite.conf"
}
