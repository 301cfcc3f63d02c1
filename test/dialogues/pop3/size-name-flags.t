# ... with flags, too.
P: cur/1.a,S=3,W=4:2,F
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
R: cur/1.a,S=3,W=4:2,F
