# ... 100 are a loop: 554 5.4.6.
.ehlo
.mail
.data
C*100: received: from x
C:
C: x
C: .
S: 554 5.4.6 ...
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
