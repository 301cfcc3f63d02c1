# AUTH PLAIN with an initial response.
.box
.pop
C: AUTH PLAIN AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: +OK ...
C: STAT
S: +OK 2 50
.bye
N: secret
N: AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
