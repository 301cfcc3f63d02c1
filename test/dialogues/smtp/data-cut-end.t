# The end, and what looks like it, cut at every place.
ways cuts bytes
.ehlo
.mail
.data
c: x\r\n..\r\n.y\r\n\r\n.\r\nNOOP\r\n
S: 250 2.0.0 ...
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
m: .
m: y
m:
