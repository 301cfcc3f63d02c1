#!/usr/bin/env bats
# Root works with smtpd-litectl in a folder that somebody else can change, who
# has put something there under a name that is going to be written to: a link,
# symbolic or hard, to a file or a folder of root's, a pipe, a folder. Nothing
# of root's changes, and nothing hangs. Needs root.
load ../lib/play

K1=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
K2=hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=

# The commands that write, one for each set of files, with what each needs to be gone before it.
COMMANDS="
index
user add c@x.example
user del b@x.example
user key add a@x.example $K1
user key del b@x.example $K2
key new -keys/current
key new next -keys/next
key new -keys
key rotate
provision
provision -mail"

setup() {
	[ "$(id -u)" -eq 0 ] || skip 'not root'
	needs_strace
	# Hundreds of commands, each of which syncs what it writes.
	work=$(mktemp -d /dev/shm/planted.XXXXXX)
	cd "$work" || return
	chmod 755 .
	mkdir run
	chown nobody:nogroup run
	printf '%s\n' "mail = $PWD/lib/site/mail/%d/%u" \
		"users = $PWD/lib/site/users" "run = $PWD/run" \
		"keys = $PWD/lib/site/keys" \
		"authorized-keys = $PWD/lib/site/authorized_keys" \
		'hostname = mx.example' >conf
}

teardown() {
	[ -z "${work-}" ] || rm -rf "$work"
}

ctl() {
	timeout 20 "$BUILD/smtpd-litectl" -c conf "$@" <<<password
}

# folders OWNER MODE: lib and lib/site are this one's; all files are there.
folders() {
	rm -rf lib good
	mkdir -p lib/site
	chown "$1" lib lib/site
	chmod "$2" lib lib/site
	printf '%s\n' 'a@x.example' 'b@x.example' >lib/site/users
	printf '%s\n' "b@x.example x25519 $K2" >lib/site/authorized_keys
	chown "${1%:*}:nogroup" lib/site/*
	chmod 660 lib/site/users
	chmod 640 lib/site/authorized_keys
	ctl index
	ctl key new
	ctl key new next
	ctl provision
	cp -a lib good
}

# begin WORD...: good folders again, without what -NAME says.
begin() {
	local word
	rm -rf lib
	cp -a good lib
	for word; do
		case $word in -*) rm -r "lib/site/${word#-}" ;; esac
	done
}

# words WORD...: the command without its -NAME.
words() {
	local word
	for word; do
		case $word in -*) ;; *) echo "$word" ;; esac
	done
}

# written WORD...: names below lib that the command opens for writing, makes,
# or puts in the place of others, and the folders they are in.
written() {
	local command
	begin "$@"
	mapfile -t command < <(words "$@")
	strace -f -qq -y -s 4096 -o trace -e trace=file,fchown,fchmod \
		"$BUILD/smtpd-litectl" -c conf "${command[@]}" \
		<<<password >/dev/null
	# A path may lead anywhere by then.
	grep -E '^[0-9]+ +(chown|chmod|lchown|truncate|fchmodat|fchownat)' \
		trace >>by_path || :
	perl -lne '
		/^(\d+) +(\w+)\((.*)\) = / or next;
		my ($pid, $call, $args) = ($1, $2, $3);
		$call =~ /^(mkdir|rename|link|symlink|mknod|unlink|rmdir|creat)/ ||
		    ($call =~ /^open/ && $args =~ /O_(WRONLY|RDWR|CREAT)/) or next;
		my $at = "";
		while ($args =~ /(?:AT_FDCWD|\d+)<([^>]*)>|"([^"]*)"/g) {
			if (defined $1) { $at = $1; next }
			my $path = $2;
			$path = "$at/$path" if $path !~ m(^/);
			1 while $path =~ s(/\.?(/|$))($1);
			$path =~ s/\.new$pid$/.newPID/;
			$path =~ m(^\Q$ENV{PWD}\E/lib/(.+)) or next;
			for (my $p = $1; ; $p =~ s(/[^/]+$)()) {
				print $p;
				last if $p !~ m(/);
			}
		}' trace | sort -u
}

# plant KIND NAME: something of that kind has the name now, below lib.
plant() {
	local at=lib/$2
	rm -rf root
	mkdir root root/folder
	if [ -f "$at" ]; then
		cp "$at" root/file
	else
		echo file >root/file
	fi
	[ ! -d "$at" ] || cp -r "$at/." root/folder
	chown -R root:root root
	mkdir -p "$(dirname "$at")"
	rm -rf "$at"
	case $1 in
	link) ln -s "$PWD/root/file" "$at" ;;
	nowhere) ln -s "$PWD/root/none" "$at" ;;
	to_folder) ln -s "$PWD/root/folder" "$at" ;;
	hard) ln root/file "$at" ;;
	pipe) mkfifo "$at" ;;
	folder) mkdir "$at" ;;
	esac
	[ "$1" = hard ] || chown -h nobody:nogroup "$at"
}

# What root has, to the last octet.
look() {
	find root -printf '%p %y %m %U:%G %T@ %s\n' | sort
	find root -type f -exec cksum {} + | sort
}

# stays KIND NAME WORD...: the command meets this, and root loses nothing.
# The shell has the process number of the command.
stays() {
	local kind=$1 name=$2 command code=0
	shift 2
	begin "$@"
	mapfile -t command < <(words "$@")
	export -f plant look
	# shellcheck disable=SC2016
	timeout 20 bash -c 'plant "$1" "${2/PID/$$}"; look >was; shift 2
		exec "$@"' sh "$kind" "$name" "$BUILD/smtpd-litectl" -c conf \
		"${command[@]}" <<<password >out 2>&1 || code=$?
	look >is
	if [ "$code" -ge 124 ] || ! cmp -s was is; then
		echo "$*: $name as $kind: exit $code"
		cat out
		diff was is || :
		return 1
	fi
}

# all_stay: each command, each name it writes to, each kind of thing.
all_stay() {
	local line command name kind bad=0
	while read -r line; do
		[ -n "$line" ] || continue
		read -ra command <<<"$line"
		written "${command[@]}" >names
		cat names >>all
		while read -r name; do
			for kind in link nowhere to_folder hard pipe folder; do
				stays "$kind" "$name" "${command[@]}" || bad=1
			done
		done <names
	done <<<"$COMMANDS"
	cat by_path
	[ ! -s by_path ]
	[ "$bad" -eq 0 ]
	# So that a name is not lost to the trace without a sign.
	sort -u all | diff - <(printf '%s\n' site site/authorized_keys \
		site/authorized_keys.edit site/keys site/keys/current \
		site/keys/current.newPID site/keys/next \
		site/keys/next.newPID site/keys/old site/mail \
		site/mail/x.example site/mail/x.example/{a,b}{,/cur,/new,/tmp} \
		site/users site/users.cdb site/users.cdb.new site/users.edit)
}

@test "A1: what is planted in a folder of the account" {
	folders nobody:nogroup 755
	all_stay
}

@test "A1: what is planted in a folder of root's that a group can change" {
	folders root:nogroup 2770
	all_stay
}

@test "A1: in a folder of the account, root's work is the account's" {
	folders nobody:nogroup 755
	while read -r line; do
		[ -n "$line" ] || continue
		read -ra command <<<"$line"
		begin "${command[@]}"
		mapfile -t words < <(words "${command[@]}")
		ctl "${words[@]}"
		[ -z "$(find lib ! -user nobody -o ! -group nogroup)" ]
	done <<<"$COMMANDS"
}

@test "A1: a link that only root can have made is followed" {
	mkdir -p lib real
	chown nobody:nogroup real
	printf '%s\n' 'a@x.example' >real/users
	chown nobody:nogroup real/users
	ln -s ../real lib/site
	ln -s users real/link
	ctl user add b@x.example
	[ "$(stat -c %U:%a real/users)" = nobody:640 ]
	# But not one behind it that the account may have made.
	run ctl -o users="$PWD/lib/site/link" user add c@x.example
	[ "$status" -eq 73 ]
	[[ $output == *'a folder that others can change'* ]]
	[ "$(wc -l <real/users)" -eq 2 ]
}

@test "A27: an edit that would lose owner or group is refused" {
	folders nobody:nogroup 755
	files=(lib/site/users lib/site/authorized_keys)
	refused() {
		run "$@"
		echo "$output"
		[ "$status" -ne 0 ]
		[[ $output == *'owner or group would be lost'* ]]
		[ "$(cat "${files[@]}")" = "$had" ]
		[ "$(stat -c '%U:%G %a %i' "${files[@]}")" = "$were" ]
		[ -z "$(find lib -name '*.edit' -o -name '*.new')" ]
	}
	as_account() {
		local program=$1
		shift
		setpriv --reuid=nobody --regid=nogroup --clear-groups \
			"$BUILD/$program" -c conf "$@"
	}
	# A name that has no password yet is given one.
	sign_up() {
		printf 'EHLO c.example\nAUTH PLAIN %s\nQUIT\n' \
			"$(printf '\0b@x.example\0password' | base64)" >session
		as_account smtpd-lite -o dialect=teaching -o signup=open \
			-o log=stderr -o authorized-keys="$PWD/none" \
			<session >replies 2>log
		cat log
		grep -q ^235 replies
	}
	chmod 660 "${files[@]}"
	for owner in root:nogroup nobody:daemon; do
		chown "$owner" "${files[@]}"
		had=$(cat "${files[@]}")
		were=$(stat -c '%U:%G %a %i' "${files[@]}")
		for words in 'user add c@x.example' 'user passwd a@x.example' \
			'user del b@x.example' index \
			"user key add a@x.example $K1" \
			"user key del b@x.example $K2"; do
			# shellcheck disable=SC2086
			refused as_account smtpd-litectl $words <<<password
			# shellcheck disable=SC2086
			refused ctl $words
		done
		! has_teaching || refused sign_up
	done
	chown nobody:nogroup "${files[@]}"
	as_account smtpd-litectl user add c@x.example <<<password
	as_account smtpd-litectl user key add c@x.example "$K1"
	! has_teaching || sign_up
}

@test "B2: users is for the server's group, and not for others" {
	mkdir -p lib/site
	while IFS=, read -r had will; do
		printf '%s\n' 'a@x.example' >lib/site/users
		chown "${had% *}" lib/site/users
		chmod "${had#* }" lib/site/users
		ctl user passwd a@x.example
		ctl index
		for file in users users.cdb; do
			[ "$(stat -c '%U:%G %a' "lib/site/$file")" = "$will" ]
		done
	done <<-EOF
		root:root 644,root:nogroup 640
		root:root 600,root:nogroup 640
		root:daemon 644,root:nogroup 640
		root:daemon 640,root:daemon 640
		nobody:daemon 660,nobody:daemon 660
	EOF
	rm lib/site/users
	ctl user add a@x.example
	[ "$(stat -c '%U:%G %a' lib/site/users)" = 'root:nogroup 640' ]
}

@test "B2: an ordinary user makes users where another account serves" {
	mkdir own
	chown nobody:nogroup own
	chown daemon: run
	own() {
		setpriv --reuid=nobody --regid=nogroup "${groups[@]}" \
			"$BUILD/smtpd-litectl" -c /dev/null -o run="$PWD/run" \
			-o mail="$PWD/none/%u" -o users=own/users \
			-o authorized-keys=own/keys "$@" <<<password
	}
	groups=(--clear-groups)
	own user add a@x.example
	own index
	own user passwd a@x.example
	own user key add a@x.example "$K1"
	[ "$(own user key list a@x.example)" = "$K1" ]
	own user add b@x.example
	[ "$(stat -c '%U:%G %a' own/*)" = "$(yes 'nobody:nogroup 640' | head -n 3)" ]
	# What the server may read as one of the others is not taken from it.
	chmod 644 own/users
	cp -a own before
	run own user del b@x.example
	[ "$status" -eq 74 ]
	[[ $output == *'; if no other account serves: chmod 640 own/users' ]]
	diff -r before own
	sh -ec "${output##*: }"
	own user del b@x.example
	install -m 600 conf closed
	run own -c closed user list
	[ "$status" -eq 78 ]
	[ "$output" = 'closed: Permission denied: root can, or the account that serves' ]
	# A group that the caller is in can be given.
	rm own/*
	groups=(--groups "$(id -g daemon)")
	own user add a@x.example
	[ "$(stat -c '%U:%G %a' own/users)" = "nobody:$(id -gn daemon) 640" ]
}

@test "A1: tls-install goes into no folder that others can change" {
	local owner mode name

	install_into() {
		TLS_DIR=$1 TLS_GROUP=nogroup sh "$BUILD/contrib/tls-install" \
			cert key
	}
	echo cert >cert
	echo key >key
	mkdir -p root/folder
	echo file >root/file
	look >was
	while read -r owner mode name; do
		echo "$owner $mode $name"
		rm -rf site
		mkdir site
		ln -s ../root/folder site/tls
		ln -s ../root/file site/privkey.pem.new
		chown -hR "${owner#sticky-}" site
		[[ $owner != sticky-* ]] || chown root site
		chmod "$mode" site
		run install_into "$PWD/site$name"
		echo "$output"
		look | diff was -
		[ "$status" -eq 73 ]
		[[ $output == *"others can change $PWD/site"* ]]
	done <<-'EOF'
		nobody 755
		nobody 755 /tls
		nobody 755 /new
		root:nogroup 2775
		root:nogroup 777
		sticky-nobody 1777 /tls
	EOF
	# Root's own, as /etc/smtpd-lite is, and a link of root's.
	rm -rf site
	mkdir -m 2755 site
	chown root:nogroup site
	ln -s site link
	install_into site/tls
	install_into link/tls/
	# A link of root's, to a folder below one of somebody else's.
	mkdir -p theirs/folder
	chown nobody theirs
	ln -s ../theirs/folder site/elsewhere
	run install_into site/elsewhere
	[ "$status" -eq 73 ]
	[[ $output == *"others can change $PWD/theirs" ]]
	[ -z "$(ls theirs/folder)" ]
	[ "$(cd site/tls && stat -c '%n %U:%G %a' . ./*)" = "$(printf '%s\n' \
		'. root:nogroup 2750' './fullchain.pem root:nogroup 640' \
		'./privkey.pem root:nogroup 640')" ]
}
