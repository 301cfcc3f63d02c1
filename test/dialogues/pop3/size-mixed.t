# Both in one file; a CR of its own stays.
P: new/1.a
p: a\r
p: b
q: c\rd\r\r\n
.pop
.login
C: STAT
S: +OK 1 12
C: LIST 1
S: +OK 1 12
C: RETR 1
S: +OK 12 octets
S: a
S: b
S: c\rd\r
S: .
.bye
R: cur/1.a:2,S
