E: TCPREMOTEIP=\(5000*1)
E: TCPREMOTEPORT=\(5000*2)
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
