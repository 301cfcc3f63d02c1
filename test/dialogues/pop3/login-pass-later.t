# PASS counts only right behind USER.
.box
.pop
C: USER bob
S: +OK ...
C: NOOP
S: +OK
C: PASS secret
S: -ERR Not now
C: USER bob
S: +OK ...
C: FOO
S: -ERR ...
C: PASS secret
S: -ERR Not now
C: USER bob
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
S: USER
S: SASL PLAIN LOGIN
S: .
C: PASS secret
S: -ERR Not now
.bye
