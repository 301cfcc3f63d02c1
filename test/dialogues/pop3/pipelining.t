# Everything in one packet.
.box
.pop
.login
C: STAT
S: +OK 2 50
C: LIST
S: +OK ...
S: 1 23
S: 2 27
S: .
C: UIDL
S: +OK ...
S: 1 100.one
S: 2 200.two
S: .
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
C: DELE 1
S: +OK
C: NOOP
S: +OK
.bye
R: cur/200.two:2,S
