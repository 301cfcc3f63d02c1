# What is gone is an error; the rest stays.
.box
.pop
.login
do rm new/100.one
C: RETR 1
S: -ERR [SYS/TEMP] ...
C: TOP 1 0
S: -ERR [SYS/TEMP] ...
C: RETR 2
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
C: STAT
S: +OK 2 50
.bye
R: cur/200.two:2,S
