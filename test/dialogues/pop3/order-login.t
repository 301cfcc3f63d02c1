# What needs a login is refused before it.
.box
.pop
O: max-errors=20
C: STAT
S: -ERR Not now
C: LIST
S: -ERR Not now
C: LIST 1
S: -ERR Not now
C: UIDL
S: -ERR Not now
C: UIDL 1
S: -ERR Not now
C: RETR 1
S: -ERR Not now
C: TOP 1 0
S: -ERR Not now
C: DELE 1
S: -ERR Not now
C: RSET
S: -ERR Not now
.bye
