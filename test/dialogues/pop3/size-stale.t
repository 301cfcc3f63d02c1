# A wrong S= is not believed, nor the W= beside it.
P: new/1.a,S=3,W=4
p: ab
p: c
.pop
.login
C: STAT
S: +OK 1 7
C: LIST 1
S: +OK 1 7
C: RETR 1
S: +OK 7 octets
S: ab
S: c
S: .
.bye
R: cur/1.a,S=3,W=4:2,S
