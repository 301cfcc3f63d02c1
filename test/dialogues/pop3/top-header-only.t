# No blank line: all of it.
P: new/1.a
p: A: b
q: C: d
.pop
.login
C: TOP 1 0
S: +OK Top of message
S: A: b
S: C: d
S: .
C: TOP 1 9
S: +OK Top of message
S: A: b
S: C: d
S: .
.bye
