# QUIT with an argument does nothing.
.box
.pop
.login
C: DELE 1
S: +OK
C: QUIT now
S: -ERR ...
C: QUIT 1
S: -ERR ...
C: RSET
S: +OK
.bye
