# RSET takes it back.
.box
.pop
.login
C: DELE 1
S: +OK
C: DELE 2
S: +OK
C: RSET
S: +OK
C: DELE 2
S: +OK
.bye
R: new/100.one
