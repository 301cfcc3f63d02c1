# A refused EHLO changes nothing (RFC 5321 4.1.4).
.ehlo
.mail
C: EHLO a b
S: 501 5.5.4 ...
.data
C: kept
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org helo=client.example
m: kept
