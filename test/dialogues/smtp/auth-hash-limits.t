# The largest parameters that are tried, and the smallest.
ways step
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=10,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: eve@b.example:{ARGON2ID}$argon2id$v=19$m=7,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN AGV2ZUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
.quit
