# AUTH PLAIN without.
.box
.pop
C: AUTH PLAIN
S: +\s
C: AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: +OK ...
C: STAT
S: +OK 2 50
.bye
