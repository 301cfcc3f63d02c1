# A last line without an end gets one.
P: new/1.a
p: a
q: b
.pop
.login
C: STAT
S: +OK 1 6
C: LIST 1
S: +OK 1 6
C: RETR 1
S: +OK 6 octets
S: a
S: b
S: .
.bye
R: cur/1.a:2,S
