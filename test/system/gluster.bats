#!/usr/bin/env bats
# test/cluster on GlusterFS: three fronts behind HAProxy, each with a mount of
# its own; one front and one brick are killed. gluster.sh says what it
# does. cluster.use-anonymous-inode is on by default, and must be off: of
# three names of a file two are deleted while a brick is away; the second one
# stays on that brick, and GlusterFS takes it for one that the others lack.

setup_file() {
	export why=''
	[ "$(id -u)" -eq 0 ] || why='needs root'
	command -v glusterd >/dev/null || why='glusterfs-server is not installed'
	[ -e /dev/fuse ] || why='no FUSE here'
}

setup() {
	[ -z "$why" ] || skip "$why"
}

@test "GlusterFS: a brick and a front are killed, and each 250 is everywhere" {
	run "$SRC/test/system/gluster.sh" 12 cluster.use-anonymous-inode=off
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *'/mnt/m1: '[1-9]*'/mnt/m2: '[1-9]*'/mnt/m3: '[1-9]* ]]
	[[ $output == *' acknowledged, '*' deleted, 0 wrong'* ]]
}

@test "GlusterFS: of a message for three, what two delete is gone" {
	run "$SRC/test/system/gluster.sh" names cluster.use-anonymous-inode=off
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output != */name* ]]
}
