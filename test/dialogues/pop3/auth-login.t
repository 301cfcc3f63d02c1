# AUTH LOGIN.
.box
.pop
C: AUTH login
S: + VXNlcm5hbWU6
C: Ym9i
S: + UGFzc3dvcmQ6
C: c2VjcmV0
S: +OK ...
C: STAT
S: +OK 2 50
.bye
