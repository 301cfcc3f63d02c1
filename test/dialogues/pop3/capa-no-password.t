# No password in the clear: none is announced.
program pop3d-lite
S: +OK ...
C: CAPA
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
