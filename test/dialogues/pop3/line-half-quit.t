# QUIT needs its CRLF to delete.
.box
.pop
.login
C: DELE 1
S: +OK
c: QUIT\r
