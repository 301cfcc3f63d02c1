# users = any: there is nobody to log in.
program pop3d-lite
O: users=any
O: plaintext-auth=always
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
