pipe
noenv
E: REMOTE_HOST=192.0.2.11
.ehlo
C: NOOP\nNOOP
S: 500 5.5.2 ...
.quit
L: rip=192.0.2.11
