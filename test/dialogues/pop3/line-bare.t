# Bare CR, bare LF, NUL: one error for the CRLF line.
.box
.pop
.login
C: DELE 1\nDELE 2
S: -ERR ...
C: DELE 1\rDELE 2
S: -ERR ...
C: DELE 1\x00
S: -ERR ...
C: STAT
S: +OK 2 50
.bye
