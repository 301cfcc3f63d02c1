# An empty file.
P: new/1.a
q:
.pop
.login
C: TOP 1 0
S: +OK ...
S: .
.bye
