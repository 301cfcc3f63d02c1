# Nothing of a long line runs.
.box
.pop
.login
C: DELE 1 \(300*x)
S: -ERR Not a command line
C: \(254*x)DELE 1
S: -ERR Not a command line
C: STAT
S: +OK 2 50
.bye
