# A password keeps its spaces.
.box
.pop
ways once step
C: USER bob
S: +OK ...
C: PASS secret 
S: -ERR [AUTH] Name or password is wrong
C: USER bob
S: +OK ...
C: PASS  secret
S: -ERR [AUTH] Name or password is wrong
C: USER bob
S: +OK ...
C: PASS secret
S: +OK ...
.bye
