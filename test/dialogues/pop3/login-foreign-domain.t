# A domain that is not ours.
.box
.pop
C: USER bob@example.com
S: +OK Now the password
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
.bye
