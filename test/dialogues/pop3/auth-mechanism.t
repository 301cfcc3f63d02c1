# Mechanisms we have not, and none.
.pop
C: AUTH CRAM-MD5
S: -ERR No such mechanism here
C: AUTH EXTERNAL
S: -ERR No such mechanism here
C: AUTH EXTERNAL =
S: -ERR No such mechanism here
C: AUTH
S: -ERR ...
C: AUTH PLAIN x y
S: -ERR ...
.bye
