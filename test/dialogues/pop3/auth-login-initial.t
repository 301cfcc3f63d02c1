# AUTH LOGIN with the name in it.
.box
.pop
C: AUTH LOGIN Ym9i
S: + UGFzc3dvcmQ6
C: c2VjcmV0
S: +OK ...
C: STAT
S: +OK 2 50
.bye
