# seeds 8: CANCEL forgets sender and recipients.
O: dialect=teaching
.ehlo
.mail
C: CANCEL x
S: 501 5.5.4 ...
C: CANCEL
S: 250 2.0.0 ...
C: RCPT TO:<bob@example.org>
S: 503 5.5.1 ...
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
