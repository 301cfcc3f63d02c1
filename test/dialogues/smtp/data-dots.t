# One leading dot goes, whatever follows it.
.ehlo
.mail
.data
C: ..
C: ...
C: .x
C: ..x
C: .\s
C: x.
C: ....
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: .
m: ..
m: x
m: .x
m: \s
m: x.
m: ...
