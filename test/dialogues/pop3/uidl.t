# Ids.
.box
.pop
.login
C: UIDL
S: +OK ...
S: 1 100.one
S: 2 200.two
S: .
C: UIDL 2
S: +OK 2 200.two
.bye
