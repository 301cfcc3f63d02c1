# A user without a password.
.box
.pop
C: USER eve@example.org
S: +OK Now the password
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
.bye
