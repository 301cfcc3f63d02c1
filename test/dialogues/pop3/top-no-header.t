# A file that begins with a blank line.
P: new/1.a
p:
p: x
p: y
.pop
.login
C: TOP 1 0
S: +OK ...
S:
S: .
C: TOP 1 1
S: +OK ...
S:
S: x
S: .
.bye
