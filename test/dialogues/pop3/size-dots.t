# Dots are doubled, and not counted.
P: new/1.a
p: .
p: ..
p: a.
p: .a
q: .
.pop
.login
C: STAT
S: +OK 1 18
C: LIST 1
S: +OK 1 18
C: RETR 1
S: +OK 18 octets
S: ..
S: ...
S: a.
S: ..a
S: ..
S: .
.bye
R: cur/1.a:2,S
