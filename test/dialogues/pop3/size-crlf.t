# CRLF stays.
P: new/1.a
p: a\r
p: bc\r
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
