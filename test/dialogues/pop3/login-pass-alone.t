# PASS without USER, and without a password.
.box
.pop
C: PASS secret
S: -ERR Not now
C: USER bob
S: +OK ...
C: PASS
S: -ERR ...
C: PASS secret
S: -ERR Not now
.bye
