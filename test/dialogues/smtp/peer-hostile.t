# The environment's values are untrusted text.
E: TCPREMOTEIP=192.0.2.7)\x1b[31m\r\nX-Evil: 1\x0a"
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
N: \x1b
N: X-Evil: 
