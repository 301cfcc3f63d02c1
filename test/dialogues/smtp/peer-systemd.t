# systemd's names; the pipe is network, so bare LF ends nothing.
pipe
noenv
E: REMOTE_ADDR=192.0.2.10
E: REMOTE_PORT=999
.ehlo
C: NOOP\nNOOP
S: 500 5.5.2 ...
.mail
.data
c: x\ny\r\n.\r\n
S: 550 5.5.2 ...
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org comment=[192.0.2.10]
m: x
L: rip=192.0.2.10
