# UCSPI variables say who the peer is.
E: PROTO=TCP
E: TCPREMOTEIP=192.0.2.99
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org comment=[192.0.2.99]
m: x
L: rip=192.0.2.99
