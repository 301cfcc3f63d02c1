# The session stays: the next message is taken.
.ehlo
.mail
.data
c: \n\r\n.\r\n
S: 550 5.5.2 ...
.mail
.data
c: \r\r\n.\r\n
S: 550 5.5.2 ...
.mail
.data
c: a\n\r\n.\r\n
S: 550 5.5.2 ...
.mail
.data
C: good
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: good
