# A line of 100,000 octets.
P: new/1.a
p: \(100000*x)
.pop
.login
C: STAT
S: +OK 1 100002
C: LIST 1
S: +OK 1 100002
C: RETR 1
S: +OK 100002 octets
S: \(100000*x)
S: .
.bye
R: cur/1.a:2,S
