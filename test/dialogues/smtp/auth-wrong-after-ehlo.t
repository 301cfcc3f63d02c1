# EHLO does not make failures forgotten.
ways step
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAeA==
S: 535 5.7.8 Name or password is wrong
C: EHLO again.example
S: 250* ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAeQ==
S: 535 5.7.8 Name or password is wrong
C: RSET
S: 250 2.0.0 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAeg==
S: 535 5.7.8 Name or password is wrong
S: 421 4.7.0 ...
closed
