# The same of a file with CRLF.
P: new/1.a
p: A: b\r
p: C: d\r
p: \r
p: one\r
p: .two\r
p: \r
p: four\r
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
.bye
