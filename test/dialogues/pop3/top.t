# Header, blank line, and so many lines.
P: new/1.a
p: A: b
p: C: d
p:
p: one
p: .two
p:
p: four
.pop
.login
C: TOP 1 0
S: +OK Top of message
S: A: b
S: C: d
S:
S: .
C: TOP 1 1
S: +OK Top of message
S: A: b
S: C: d
S:
S: one
S: .
C: TOP 1 2
S: +OK Top of message
S: A: b
S: C: d
S:
S: one
S: ..two
S: .
C: TOP 1 3
S: +OK Top of message
S: A: b
S: C: d
S:
S: one
S: ..two
S:
S: .
C: TOP 1 4
S: +OK Top of message
S: A: b
S: C: d
S:
S: one
S: ..two
S:
S: four
S: .
C: TOP 1 5
S: +OK Top of message
S: A: b
S: C: d
S:
S: one
S: ..two
S:
S: four
S: .
C: TOP 1 1000
S: +OK Top of message
S: A: b
S: C: d
S:
S: one
S: ..two
S:
S: four
S: .
.bye
