# The case of a name does not matter.
.box
.pop
C: USER BOB@Example.ORG
S: +OK ...
C: PASS secret
S: +OK ...
C: STAT
S: +OK 2 50
.bye
