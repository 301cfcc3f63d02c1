# Messages, dots doubled, no line added.
.box
.pop
.login
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
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
.bye
R: cur/100.one:2,S
R: cur/200.two:2,S
L: messages=3
