# NOOP does nothing, in both states.
.box
.pop
C: NOOP
S: +OK
.login
C: NOOP
S: +OK
C: NOOP x
S: -ERR ...
.bye
