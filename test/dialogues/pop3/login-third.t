# The third failure closes.
.box
.pop
ways once step
C: USER bob
S: +OK ...
C: PASS 1
S: -ERR [AUTH] Name or password is wrong
C: USER x
S: +OK ...
C: PASS 2
S: -ERR [AUTH] Name or password is wrong
C: USER bob@example.org
S: +OK ...
C: PASS 3
S: -ERR [AUTH] Name or password is wrong
closed
L: end=errors
