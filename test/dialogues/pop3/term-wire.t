# ... to the other process.
.box
.pop
.login
C: DELE 1
S: +OK
kill wire
S: -ERR [SYS/TEMP] ...
closed
L: end=term
