# What logs in is refused after it.
.box
.pop
.login
C: USER bob@example.org
S: -ERR Not now
C: PASS secret
S: -ERR Not now
C: AUTH PLAIN
S: -ERR Not now
C: STAT
S: +OK 2 50
.bye
