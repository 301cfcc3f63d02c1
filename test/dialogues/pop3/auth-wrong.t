# A wrong password.
.box
.pop
C: AUTH PLAIN AGJvYgB4
S: -ERR [AUTH] Name or password is wrong
C: AUTH PLAIN AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: +OK ...
.bye
