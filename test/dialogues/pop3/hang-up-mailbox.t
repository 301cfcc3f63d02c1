# Hanging up deletes nothing and moves nothing.
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
S: +OK ...
C: DELE 2
S: +OK ...
