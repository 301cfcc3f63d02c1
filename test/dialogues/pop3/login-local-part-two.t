# ... and not where two have it.
.box
.pop
U: bob@example.org:HASH:::::
U: bob@example.net:HASH:::::
C: USER bob
S: +OK ...
C: PASS secret
S: -ERR [AUTH] ...
.bye
