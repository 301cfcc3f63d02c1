# Read, and no QUIT: nothing moves.
.box
.pop
.login
C: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
