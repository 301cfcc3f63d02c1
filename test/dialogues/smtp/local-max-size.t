# LF counts as 2 here as well.
local
O: max-size=12
.ehlo
.mail
.data
C: 0123456789
C: .
S: 250 2.0.0 ...
.mail
.data
C: 0123456789x
C: .
S: 552 5.3.4 ...
.quit
M: bob@example.org
m: 0123456789
