# The session has an end.
.box
.pop
O: session-timeout=1
.login
C: DELE 1
S: +OK
closed
ways step
