# Deleted at QUIT.
.box
.pop
.login
C: DELE 1
S: +OK
C: DELE 2
S: +OK
C: STAT
S: +OK 0 0
C: LIST
S: +OK ...
S: .
.bye
R: -
