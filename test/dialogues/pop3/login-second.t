# Two failures, and then it works.
.box
.pop
ways once step
C: USER bob
S: +OK ...
C: PASS 1
S: -ERR [AUTH] Name or password is wrong
C: USER bob
S: +OK ...
C: PASS 2
S: -ERR [AUTH] Name or password is wrong
C: USER bob
S: +OK ...
C: PASS secret
S: +OK ...
C: STAT
S: +OK 2 50
.bye
