# Loops end at depth 10; what is reached on the way counts.
A: a: b
A: b: a
A: self: self
A: mixed: mixed, eve
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<a@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<self@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<mixed@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: eve@example.org
m: x
