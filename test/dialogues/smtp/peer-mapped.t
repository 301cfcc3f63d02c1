# ::ffff: is stripped.
E: TCPREMOTEIP=::ffff:192.0.2.8
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org comment=[192.0.2.8]
m: x
L: rip=192.0.2.8
