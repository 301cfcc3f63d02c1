# ${PROTO} may be any word.
noenv
E: PROTO=TCP6
E: TCP6REMOTEIP=2001:db8::9
E: TCPREMOTEIP=192.0.2.1
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org comment=[IPv6:2001:db8::9]
m: x
L: rip=2001:db8::9
