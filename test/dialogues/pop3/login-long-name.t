# A name that is too long is nobody's.
.box
.pop
C: USER \(200*x)@example.org
S: +OK ...
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
.bye
