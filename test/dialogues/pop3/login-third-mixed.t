# ... whichever way they were made.
.box
.pop
ways once step
C: AUTH PLAIN AGJvYgB4
S: -ERR [AUTH] Name or password is wrong
C: USER x
S: +OK ...
C: PASS 2
S: -ERR [AUTH] Name or password is wrong
C: AUTH LOGIN Ym9i
S: + UGFzc3dvcmQ6
C: eg==
S: -ERR [AUTH] Name or password is wrong
closed
