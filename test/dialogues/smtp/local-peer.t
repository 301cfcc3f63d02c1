# Nobody is at the other end.
local
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org comment=local
m: x
L: rip=local
