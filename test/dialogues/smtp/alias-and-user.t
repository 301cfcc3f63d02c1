# By whatever way, a mailbox gets one copy.
A: info: bob, bob, eve
A: all: info, bob
.ehlo
.mail
C: RCPT TO:<info@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<all@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org to=-
m: x
M: eve@example.org to=-
m: x
