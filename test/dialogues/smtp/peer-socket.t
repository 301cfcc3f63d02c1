# A socket is network, whoever it may be.
noenv
.ehlo
C: NOOP\nNOOP
S: 500 5.5.2 ...
.mail
.data
c: x\ny\r\n.\r\n
S: 550 5.5.2 ...
.quit
L: rip=unknown
