# By the seconds, as numbers, then by name.
P: new/1000.a
p: x
P: cur/999.z:2,
p: xx
P: new/1000.B
p: xxx
P: new/name
p: xxxx
P: cur/1000.M2:2,S
p: xxxxx
.pop
.login
C: UIDL
S: +OK ...
S: 1 name
S: 2 999.z
S: 3 1000.B
S: 4 1000.M2
S: 5 1000.a
S: .
C: LIST
S: +OK ...
S: 1 6
S: 2 4
S: 3 5
S: 4 7
S: 5 3
S: .
.bye
