# Nobody acts for somebody else.
.box
.pop
C: AUTH PLAIN ZXZlQGV4YW1wbGUub3JnAGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: -ERR [AUTH] Name or password is wrong
C: AUTH PLAIN Ym9iQGV4YW1wbGUub3JnAGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: +OK ...
.bye
