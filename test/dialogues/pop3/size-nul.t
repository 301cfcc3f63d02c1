# Octets are octets.
P: new/1.a
p: \x00\xff\x80
.pop
.login
C: STAT
S: +OK 1 5
C: LIST 1
S: +OK 1 5
C: RETR 1
S: +OK 5 octets
S: \x00\xff\x80
S: .
.bye
R: cur/1.a:2,S
