# Read, and gone since: nothing to do.
.box
.pop
.login
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
do rm new/100.one
.bye
R: cur/200.two:2,S
