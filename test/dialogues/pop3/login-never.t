# plaintext-auth = never.
program pop3d-lite
O: plaintext-auth=never
E: TCPREMOTEIP=127.0.0.1
S: +OK ...
C: USER bob
S: -ERR [AUTH] ...
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
