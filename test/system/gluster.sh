#!/bin/bash
# gluster.sh - test/cluster on GlusterFS: three bricks and three mounts on one
# machine, in namespaces of their own; what they hold and run ends with this.
#	gluster.sh SECONDS [OPTION=VALUE...]
# kills a brick at a half of the time and starts it at three quarters; each
# OPTION is one of the volume.
#	gluster.sh names [OPTION=VALUE...]
# deletes two of the three names of a file while a brick is killed, and prints
# which of them that brick has when all is mended.
# BUILD is the folder of the programs.
set -eu

volume=mail
host=192.0.2.1
heart=/var/lib/glusterd # where Debian's has its state

if [ "${1:-}" != inside ]; then
	exec unshare --mount --net --pid --fork --kill-child --mount-proc \
		"$0" inside "$@"
fi
shift
seconds=$1
shift
# shellcheck source=test/lib/play.bash
. "$(dirname "$0")/../lib/play.bash"

# The process of the first brick.
brick() {
	cat /run/gluster/vols/"$volume"/*-b1.pid
}

all_up() {
	[ "$(gluster volume status "$volume" |
		grep -cE '^(Brick|Self-heal) .* Y +[0-9]+ *$')" -eq 4 ]
}

# Nothing is left to mend, says each brick. It takes seconds to say so while
# there is, so its list is looked at before, and mending begun anew.
mended() {
	if find /mnt/b?/.glusterfs/indices/xattrop -type f ! -name 'xattrop-*' |
		grep -q .; then
		gluster volume heal "$volume" >/dev/null 2>&1 || :
		sleep 1
		return 1
	fi
	[ "$(gluster volume heal "$volume" info |
		grep -c '^Number of entries: 0$')" -eq 3 ]
}

case $seconds in
break)
	kill -KILL "$(brick)"
	exit
	;;
mend)
	gluster volume start "$volume" force >/dev/null
	within 60 all_up
	exit
	;;
settle)
	within 180 mended
	exit
	;;
esac

ip link set lo up
ip address add "$host/32" dev lo
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs "$heart"
mount -t tmpfs tmpfs /var/log/glusterfs
mount -t tmpfs tmpfs /mnt
mkdir /mnt/b1 /mnt/b2 /mnt/b3 /mnt/m1 /mnt/m2 /mnt/m3 /run/gluster
glusterd -N &
within 60 gluster volume list >/dev/null 2>&1
gluster volume create "$volume" replica 3 "$host":/mnt/b{1,2,3} force
for option; do
	gluster volume set "$volume" "${option%%=*}" "${option#*=}"
done
gluster volume start "$volume"
within 60 all_up
for n in 1 2 3; do
	mount -t glusterfs "$host:/$volume" "/mnt/m$n"
done
if [ "$seconds" = names ]; then
	cd /mnt/m1
	mkdir a b left
	echo text >a/name
	ln a/name b/name
	ln a/name left/name
	"$0" inside break
	rm a/name b/name
	"$0" inside mend
	"$0" inside settle
	find /mnt/b1/a /mnt/b1/b -type f
	exit
fi
"$(dirname "$0")/../cluster" --seconds "$seconds" --senders 3 --break "$0 inside break" \
	--mend "$0 inside mend" --settle "$0 inside settle" \
	/mnt/m1 /mnt/m2 /mnt/m3
