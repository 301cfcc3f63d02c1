# One empty line.
P: new/1.a
p:
.pop
.login
C: STAT
S: +OK 1 2
C: LIST 1
S: +OK 1 2
C: RETR 1
S: +OK 2 octets
S:
S: .
.bye
R: cur/1.a:2,S
