#!/usr/bin/env bats
# Disks that fail, and disks that are full: at each write and each flush of a
# delivery an own disk (bench.d/disk.c) says EIO; space, a quota, or inodes run
# out. The peer is told so and keeps the mail, and the next delivery on a disk
# that is well works.
load ../lib/play
load "$SRC/test/promise/mutant.bash"

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	if [ "$(id -u)" -ne 0 ]; then
		echo 'takes root' >skip
	elif [ ! -e /dev/fuse ]; then
		echo 'no FUSE here' >skip
	elif ! pkg-config --exists fuse3; then
		echo 'no FUSE to build with (Debian: libfuse3-dev)' >skip
	fi
	[ ! -e skip ] || return 0
	# shellcheck disable=SC2046 # flags are words
	"${CC:-cc}" -D_FILE_OFFSET_BITS=64 -O1 -o disk \
		"$SRC/test/bench.d/disk.c" $(pkg-config --cflags --libs fuse3)
	{
		printf 'EHLO me\nMAIL FROM:<>\nRCPT TO:<ann@here.example>\nDATA\n'
		for n in {1..100}; do
			printf 'line %d of many, which makes some blocks\n' "$n"
		done
		printf '.\nQUIT\n'
	} >session.smtp
}

setup() {
	[ ! -e "$BATS_FILE_TMPDIR/skip" ] || skip "$(cat "$BATS_FILE_TMPDIR/skip")"
	cd "$BATS_TEST_TMPDIR" || return
	mkdir top fuse
	session=$BATS_FILE_TMPDIR/session.smtp
}

teardown() {
	end_disk
}

# A file system that has shut down says EIO to stat(2), so mountpoint(1) does
# not know it.
mounted() {
	grep -qF " $PWD/$1 " /proc/self/mountinfo
}

end_disk() {
	local where
	cd "$BATS_TEST_TMPDIR" || return
	for where in top fuse; do
		! mounted "$where" || umount "$where" 2>/dev/null ||
			umount -l "$where"
	done
}

# numbers N...: as a disk reads them.
numbers() {
	local n
	for n; do
		printf '%b' "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' \
			$((n & 255)) $((n >> 8 & 255)) $((n >> 16 & 255)) \
			$((n >> 24 & 255)))"
	done
}

# faults N...: from now on, in the disk that runs.
faults() {
	numbers "$@" | dd of=faults bs=24 conv=notrunc status=none
}

# had: how many have failed.
had() {
	od -An -t d4 faults | xargs | awk '{ print $3 + $6 }'
}

# failing KIND: a disk with a file system that has a mailbox in it.
failing() {
	faults -1 0 0 -1 0 0
	"$BATS_FILE_TMPDIR/disk" fuse "$((40 << 20))" 0 faults 3>&- &
	local n
	for ((n = 0; n < 100; n++)); do
		[ ! -e fuse/disk ] || break
		sleep 0.1
	done
	case $1 in
	ext4) mkfs.ext4 -q -F -E nodiscard,lazy_itable_init=0,lazy_journal_init=0 \
		fuse/disk ;;
	xfs) mkfs.xfs -q -f -K --unsupported fuse/disk ;;
	esac
	mount -o loop "${@:2}" fuse/disk top 2>why ||
		skip "no such mount here: $(head -n 1 why)"
	"$BUILD/smtpd-lite" -m top/mail <"$session" >said
	grep -q Stored said
	sync -f top
}

# deliver [PROGRAM]: what it says, and logs.
deliver() {
	"${1:-$BUILD/smtpd-lite}" -m top/mail -o log=stderr <"$session" \
		>said 2>log
}

# well: the disk is mended, and takes mail.
well() {
	faults -1 0 0 -1 0 0
	umount top
	case $1 in
	ext4) e2fsck -fy fuse/disk >/dev/null || [ $? -le 1 ] ;;
	esac
	mount -o loop fuse/disk top
	deliver || { cat log && return 1; }
	grep -q '^250 2.0.0 Stored' said
	! find top/mail -path '*/new/*' -size -2 | grep . || return 1
}

# apart COMMAND...: in a mount namespace of its own. Of one that tests share, a
# test that makes another gets a copy, which keeps a file system that has failed
# when we unmount it, and the next mount of its disk would be that again.
apart() {
	local code=0
	# shellcheck disable=SC2016 # the inner shell expands it
	session=$session unshare -m bash -ec "$(declare -f)"'
		skip() { echo "$1" >"$BATS_TEST_TMPDIR/why" && exit 77; }
		trap end_disk EXIT
		"$@"' apart "$@" || code=$?
	[ "$code" -ne 77 ] || skip "$(cat why)"
	return "$code"
}

# each KIND writes|flushes MANY [PROGRAM]: one after the other fails, and MANY
# after it. False: mail was taken whose delivery had failed.
each() {
	apart one_by_one "$@"
}

one_by_one() {
	local n reply
	for ((n = 0; n < 40; n++)); do
		failing "$1"
		case $2 in
		writes) faults "$n" "$3" 0 -1 0 0 ;;
		flushes) faults -1 0 0 "$n" "$3" 0 ;;
		esac
		deliver "${4-}"
		reply=$(grep -E '^(250 2.0.0 Stored|[45])' said | head -n 1)
		echo "$2 $n: $(had) failed, $reply"
		if [ "$(had)" -eq 0 ]; then
			end_disk
			[ "$n" -gt 0 ]
			[[ $reply == 250* ]]
			return
		fi
		if [[ $reply != 45[12]* ]]; then
			end_disk
			return 1
		fi
		grep -q ': storage rip=' log
		well "$1"
		end_disk
	done
}

@test "ext4: each write of a delivery fails once" {
	each ext4 writes 1
}

@test "ext4: each flush of a delivery fails once" {
	each ext4 flushes 1
}

@test "ext4: at each write the disk dies" {
	each ext4 writes 1000000
}

@test "XFS: each write of a delivery fails once" {
	each xfs writes 1
}

@test "XFS: each flush of a delivery fails once" {
	each xfs flushes 1
}

@test "a second fsync that says yes is caught" {
	mutant mutant base/datasync.c 'if (!not_here())' 'if (false)'
	run each ext4 writes 1 "$PWD/mutant"
	echo "$output"
	[ "$status" -ne 0 ]
	[[ $output == *'1 failed, 250 2.0.0 Stored'* ]]
}

# limited OPTION...: a file system that is made with these.
limited() {
	truncate -s 24M image
	mkfs.ext4 -q -F "$@" image
	mount -o loop${mount_options+,$mount_options} image top 2>why ||
		skip "${no_mount-no such mount here}: $(head -n 1 why)"
	chmod 777 top
}

# full REPLY: no mail is taken; after HEALED it is.
full() {
	local reply=$1
	shift
	deliver
	cat said log
	grep -q "^$reply" said
	grep -q ': storage rip=' log
	! find top/mail -type f | grep . || return 1
	"$@"
	deliver
	grep -q '^250 2.0.0 Stored' said
	umount top
}

@test "a disk that is full" {
	limited
	"$BUILD/smtpd-lite" -m top/mail <"$session" >said
	rm -f top/mail/here.example/ann/new/*
	dd if=/dev/zero of=top/much bs=64K 2>/dev/null || true
	dd if=/dev/zero of=top/more bs=1K 2>/dev/null || true
	full '452 4.3.1' rm top/much top/more
}

@test "a file system without an inode left" {
	limited -N 64
	"$BUILD/smtpd-lite" -m top/mail <"$session" >said
	rm -f top/mail/here.example/ann/new/*
	local n=0
	while : 2>/dev/null >"top/$n"; do n=$((n + 1)); done
	full '452 4.3.1' rm top/1 top/2
}

@test "a quota that is used up" {
	command -v setquota >/dev/null || skip 'no setquota (Debian: quota)'
	# Btrfs has a quota of its own.
	mount_options=usrquota no_mount='this kernel has no quota of ext4 (CONFIG_QFMT_V2)' \
		limited -O quota -E quotatype=usrquota
	chown nobody top
	deliver() {
		setpriv --reuid nobody --clear-groups "$BUILD/smtpd-lite" \
			-m "$PWD/top/mail" -o log=stderr <"$session" >said 2>log
	}
	deliver
	grep -q Stored said
	rm -f top/mail/here.example/ann/new/*
	setquota -u nobody 32 32 0 0 top || skip 'the kernel has no quota'
	setpriv --reuid nobody --clear-groups dd if=/dev/zero of=top/much bs=1K \
		2>/dev/null || true
	full '452 4.2.2' rm -f top/much
}

@test "a quota of btrfs that is used up" {
	truncate -s 120M image
	mkfs.btrfs -q image
	mount -o loop image top 2>why ||
		skip "no such mount here: $(head -n 1 why)"
	"$BUILD/smtpd-lite" -m top/mail <"$session" >said
	rm -f top/mail/here.example/ann/new/*
	sync -f top
	btrfs quota enable top
	btrfs qgroup limit 64K top
	dd if=/dev/zero of=top/much bs=1K 2>/dev/null || true
	mended() {
		btrfs qgroup limit none top
	}
	full '452 4.2.2' mended
}
