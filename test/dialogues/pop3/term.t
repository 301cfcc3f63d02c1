# SIGTERM: an answer, and no update.
.box
.pop
.login
C: DELE 1
S: +OK
kill guard
S: -ERR [SYS/TEMP] ...
closed
L: end=term
