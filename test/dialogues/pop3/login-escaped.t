# What the peer chose is escaped in the log, if it is an address of ours.
.box
.pop
C: USER a\xc3\xa9b@example.org
S: +OK ...
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
.bye
L: user="a\x5cxc3\x5cxa9b@example.org"
