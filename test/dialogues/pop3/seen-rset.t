# RSET does not make it unread.
.box
.pop
.login
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
C: RSET
S: +OK
.bye
R: cur/100.one:2,S
R: cur/200.two:2,S
