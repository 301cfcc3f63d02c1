# A bad line in place of an answer ends the exchange.
.box
.pop
C: AUTH PLAIN
S: +\s
C: a\rb
S: -ERR Not a command line
C: AGJvYkBleGFtcGxlLm9yZwBzZWNyZXQ=
S: -ERR ...
C: NOOP
S: +OK
.bye
