# noise_site.bash - a site with keys and users, for tests of the sealed channel.
# shellcheck shell=bash

# The public halves of keys/current and of the file mine.
KEY=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
MINE=WGmv9FBUlzLLqu1eXfmzCm2jHLDldCutWtShp2jxpns=
export KEY MINE

# Makes it in the test's own folder, and goes there.
channel_setup() {
	cd "$BATS_TEST_TMPDIR" || return
	umask 077
	mkdir keys mail run
	echo AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA= >keys/current
	echo ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A= >mine
	echo "bob@b.example x25519 $MINE laptop" >authorized_keys
	{
		echo bob@b.example
		# the reference implementation's hash of `correct horse`
		echo "ann@b.example:{ARGON2ID}#argon2id#v=19#m=8,t=1,p=1" \
			"#MDEyMzQ1Njc4OWFiY2RlZg" \
			"#M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0" |
			tr -d ' ' | tr '#' '$'
	} >users
	cat >conf <<-EOF
		hostname = mx.example
		mail = $PWD/mail/%d/%u
		users = $PWD/users
		aliases = $PWD/aliases
		keys = $PWD/keys
		authorized-keys = $PWD/authorized_keys
		run = $PWD/run
		log = stderr
	EOF
}

dissononce() {
	/usr/bin/python3 -c 'import dissononce' 2>/dev/null ||
		skip 'python3-dissononce is not installed'
}
