# What was read whole moves to cur/ with S; flags stay.
P: new/1.a
p: x
P: new/2.b:2,F
p: x
P: cur/3.c:2,F
p: x
P: cur/4.d
p: x
.pop
.login
C: RETR 1
S: +OK 3 octets
S: x
S: .
C: RETR 2
S: +OK 3 octets
S: x
S: .
C: RETR 3
S: +OK 3 octets
S: x
S: .
C: RETR 4
S: +OK 3 octets
S: x
S: .
.bye
R: cur/1.a:2,S
R: cur/2.b:2,S
R: cur/3.c:2,F
R: cur/4.d
