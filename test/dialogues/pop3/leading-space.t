# A space before the verb.
.pop
C:  QUIT
S: -ERR ...
.bye
