# shellcheck shell=sh disable=SC2154
# disks.sh - a journaled ext4 on a loop device, which holds all that is
# measured: mailboxes, spools, tables. Sourced by run, which sets work, bin
# and megabytes.

# disk_make image|slow: mounts it at $work/disk. With `image` it is as the
# disk below is, past whose cache it writes; with `slow` it lies in memory,
# and a flush takes 4 ms.
disk_make() {
	mkdir -p "$work/disk" "$work/fuse"
	if [ "$1" = slow ]; then
		"$bin/disk" "$work/fuse" $((megabytes << 20)) 4000 &
		disk_pid=$!
		tries=0
		until [ -e "$work/fuse/disk" ]; do
			tries=$((tries + 1))
			[ $tries -lt 100 ] || return 1
			sleep 0.1
		done
		disk_file=$work/fuse/disk
	else
		disk_file=$work/image
		# Written once, so that the disk below has nothing to arrange.
		[ "$(stat -c %s "$disk_file" 2>/dev/null)" = \
		    $((megabytes << 20)) ] ||
			dd if=/dev/zero of="$disk_file" bs=1M conv=fsync \
			    count="$megabytes" 2>"$work/dd.log" || return 1
	fi
	mkfs.ext4 -q -F -i 8192 \
	    -E nodiscard,lazy_itable_init=0,lazy_journal_init=0 \
	    "$disk_file" || return 1
	# The device goes with the mount.
	mount -o loop "$disk_file" "$work/disk" || return 1
	BENCH_DISK=$(basename "$(findmnt -no SOURCE "$work/disk")")
	export BENCH_DISK
	[ "$1" = slow ] || losetup --direct-io=on "/dev/$BENCH_DISK"
}

# A process that still holds it ends with this namespace.
disk_end() {
	tries=0
	until umount "$work/disk" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 50 ] || return 0
		sleep 0.1
	done
	[ -z "${disk_pid-}" ] || umount "$work/fuse"
}
