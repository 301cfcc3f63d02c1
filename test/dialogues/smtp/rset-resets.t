# RSET forgets sender and recipients.
.ehlo
.mail
C: RSET
S: 250 2.0.0 ...
C: RCPT TO:<bob@example.org>
S: 503 5.5.1 ...
C: DATA
S: 503 5.5.1 ...
C: MAIL FROM:<eva@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<eve@example.org>
S: 250 2.1.5 ...
.data
C: second
C: .
S: 250 2.0.0 ...
.quit
M: eve@example.org path=eva@client.example to=eve@example.org
m: second
