# No octet at all.
P: new/1.a
q:
.pop
.login
C: STAT
S: +OK 1 0
C: LIST 1
S: +OK 1 0
C: RETR 1
S: +OK 0 octets
S: .
.bye
R: cur/1.a:2,S
