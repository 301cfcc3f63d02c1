# The null sender is for MAIL only.
.ehlo
C: MAIL FROM:<>
S: 250 2.1.0 ...
C: RCPT TO:<>
S: 501 5.1.3 ...
C: RCPT TO:<bob@example.org>
S: 250 2.1.5 ...
.data
C: bounce
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path=
m: bounce
