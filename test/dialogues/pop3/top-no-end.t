# A last line without an end.
P: new/1.a
p: A: b
p:
q: x
.pop
.login
C: TOP 1 0
S: +OK ...
S: A: b
S:
S: .
C: TOP 1 1
S: +OK ...
S: A: b
S:
S: x
S: .
.bye
