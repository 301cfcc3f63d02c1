# A local part that two domains have is nobody's; so is a catch-all.
ways step
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: Ann@c.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: @d.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
.ehlo
C: AUTH PLAIN AGFubgBjb3JyZWN0IGhvcnNl
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN AEBkLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN AGFOTkBDLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
