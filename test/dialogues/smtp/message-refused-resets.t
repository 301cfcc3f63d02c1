# So does a message refused.
.ehlo
.mail
.data
C: one\rtwo
C: .
S: 550 5.5.2 ...
C: DATA
S: 503 5.5.1 ...
C: RCPT TO:<eve@example.org>
S: 503 5.5.1 ...
.mail
.data
C: three
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: three
