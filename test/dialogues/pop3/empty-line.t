# An empty line is an error.
.pop
C:
S: -ERR ...
C: CAPA 
S: +OK ...
S: TOP
S: UIDL
S: RESP-CODES
S: AUTH-RESP-CODE
S: PIPELINING
S: EXPIRE NEVER
S: IMPLEMENTATION smtpd-lite
S: USER
S: SASL PLAIN LOGIN
S: .
.bye
