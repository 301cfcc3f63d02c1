# What the peer chose is escaped in the log.
.box
.pop
C: USER a\x01"b
S: +OK ...
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
.bye
L: user="a\x5cx01\x5cx22b"
