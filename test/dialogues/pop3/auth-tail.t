# The tail of a long line is no AUTH line.
.box
.pop
ways cuts
C: \(300*x)AUTH PLAIN AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: -ERR Not a command line
C: STAT
S: -ERR Not now
.bye
