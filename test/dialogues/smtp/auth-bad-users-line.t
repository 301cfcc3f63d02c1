# A malformed users line may hold a password: the log shows none of it.
E: TCPREMOTEIP=127.0.0.1
U: ann:{PLAIN}secret-word
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
L: users:1: an address needs an @: \\"ann\\""
N: secret-word
