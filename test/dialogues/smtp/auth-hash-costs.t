# A hash that asks for too much is not tried.
E: TCPREMOTEIP=127.0.0.1
U: memory@b.example:{ARGON2ID}$argon2id$v=19$m=262145,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: passes@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=11,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: lanes@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=2$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
.ehlo
C: AUTH PLAIN AG1lbW9yeUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AHBhc3Nlc0BiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGxhbmVzQGIuZXhhbXBsZQBjb3JyZWN0IGhvcnNl
S: 454 4.7.0 ...
S: 421 4.7.0 ...
closed
L: result=later by=password
L: the parameters of the hash are out of range
N: secret-word
N: argon2id
