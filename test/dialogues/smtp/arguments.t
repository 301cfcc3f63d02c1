# DATA x, RSET x, QUIT x: 501 5.5.4, and they do nothing.
O: max-errors=1000
.ehlo
.mail
C: DATA x
S: 501 5.5.4 ...
C: RSET x
S: 501 5.5.4 ...
C: QUIT x
S: 501 5.5.4 ...
.data
C: QUIT
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: QUIT
