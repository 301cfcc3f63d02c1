# MAIL within a transaction.
.ehlo
.mail
C: MAIL FROM:<eva@client.example>
S: 503 5.5.1 ...
.data
C: from ann
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path=ann@client.example
m: from ann
