# Read and deleted.
.box
.pop
.login
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
C: DELE 1
S: +OK
.bye
R: cur/200.two:2,S
