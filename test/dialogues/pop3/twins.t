# One message in new/ and cur/ at once is one.
P: new/1.a
p: x
P: cur/1.a:2,S
p: x
P: cur/2.b:2,RS
p: yy
P: cur/2.b:2,S
p: yy
.pop
.login
C: STAT
S: +OK 2 7
C: UIDL
S: +OK ...
S: 1 1.a
S: 2 2.b
S: .
C: DELE 1
S: +OK
.bye
R: new/1.a
R: cur/2.b:2,RS
R: cur/2.b:2,S
