# users = any: everybody is wrong, three times.
program pop3d-lite
O: users=any
O: plaintext-auth=always
S: +OK ...
C: USER bob
S: +OK Now the password
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
C: USER bob
S: +OK Now the password
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
C: USER bob
S: +OK Now the password
C: PASS secret
S: -ERR [AUTH] Name or password is wrong
closed
