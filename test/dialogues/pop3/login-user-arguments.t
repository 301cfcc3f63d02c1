# USER takes one name.
.box
.pop
C: USER
S: -ERR ...
C: USER bob secret
S: -ERR ...
C: PASS secret
S: -ERR Not now
.bye
