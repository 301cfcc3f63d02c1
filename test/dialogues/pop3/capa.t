# Capabilities before and after the login.
.box
.pop
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
.login
C: capa
S: +OK ...
S: TOP
S: UIDL
S: RESP-CODES
S: AUTH-RESP-CODE
S: PIPELINING
S: EXPIRE NEVER
S: IMPLEMENTATION smtpd-lite
S: .
.bye
