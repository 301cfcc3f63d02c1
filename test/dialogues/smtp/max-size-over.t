# ... 13 do not: drain, then 552 5.3.4; the session stays.
O: max-size=12
.ehlo
.mail
.data
C: 0123456789x
C: .
S: 552 5.3.4 ...
.mail
.data
C*6:
C: x
C: .
S: 552 5.3.4 ...
.mail
.data
C*9: MAIL FROM:<x@y>
C: .
S: 552 5.3.4 ...
.mail
.data
C: 0123456789
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: 0123456789
