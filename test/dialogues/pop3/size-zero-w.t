# A zero before W= says that the last line has no end; RETR gives it one.
P: new/1.a,S=4,W=05
q: a\nbc
P: new/2.b,S=0,W=0
.pop
.login
C: STAT
S: +OK 2 7
C: LIST
S: +OK ...
S: 1 7
S: 2 0
S: .
C: RETR 1
S: +OK 7 octets
S: a
S: bc
S: .
.bye
R: cur/1.a,S=4,W=05:2,S
R: new/2.b,S=0,W=0
