# W= alone.
P: new/1.a,W=9
p: ab
.pop
.login
C: STAT
S: +OK 1 4
C: LIST 1
S: +OK 1 4
C: RETR 1
S: +OK 4 octets
S: ab
S: .
.bye
R: cur/1.a,W=9:2,S
