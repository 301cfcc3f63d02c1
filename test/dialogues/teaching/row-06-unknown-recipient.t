# seeds 6, 21: an unknown recipient is told from bad syntax; one may go on.
O: dialect=teaching
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<nobody@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<bob@@example.org>
S: 501 5.1.3 ...
C: RCPT <bob@example.org>
S: 501 5.5.4 ...
C: RCPT TO:<bob@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
