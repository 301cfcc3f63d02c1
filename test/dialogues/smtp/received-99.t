# 99 Received lines are a long way ...
.ehlo
.mail
.data
C*50: Received: from x
C*49: RECEIVED: from y\r\n\tReceived: folded
C: Received-SPF: none
C: X-Received: no
C:
C*100: Received: in the body
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m*50: Received: from x
n: \(49*RECEIVED: from y\n\tReceived: folded\n)
m: Received-SPF: none
m: X-Received: no
m:
m*100: Received: in the body
