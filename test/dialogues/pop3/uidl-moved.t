# An id stays when its message moves.
.box
.pop
.login
C: UIDL 1
S: +OK 1 100.one
do mv new/100.one cur/100.one:2,RS
C: UIDL 1
S: +OK 1 100.one
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
.bye
R: cur/100.one:2,RS
R: cur/200.two:2,S
