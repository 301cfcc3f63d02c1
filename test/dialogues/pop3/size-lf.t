# LF counts as CRLF.
P: new/1.a
p: a
p: bc
.pop
.login
C: STAT
S: +OK 1 7
C: LIST 1
S: +OK 1 7
C: RETR 1
S: +OK 7 octets
S: a
S: bc
S: .
.bye
R: cur/1.a:2,S
