# The same mailbox twice is one copy.
.ehlo
.mail
C: RCPT TO:<bob@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<BOB@example.ORG>
S: 250 2.1.5 ...
C: RCPT TO:<bob+tag@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
L: mailboxes=1
