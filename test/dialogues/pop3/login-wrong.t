# Wrong password, unknown user, no password: the same answer.
.box
.pop
C: USER bob@example.org
S: +OK Now the password
C: PASS Secret
S: -ERR [AUTH] Name or password is wrong
C: USER nobody@example.org
S: +OK Now the password
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
.bye
L: result=wrong
N: ecret
