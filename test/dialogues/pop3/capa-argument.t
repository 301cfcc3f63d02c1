# CAPA takes no argument.
.pop
C: CAPA x
S: -ERR ...
.bye
