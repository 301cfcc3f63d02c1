# What another session has moved is found.
.box
.pop
.login
do mv new/100.one cur/100.one:2,FS
do mv cur/200.two:2,S cur/200.two:2,RS
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
C: RETR 2
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
.bye
R: cur/100.one:2,FS
R: cur/200.two:2,RS
