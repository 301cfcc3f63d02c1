# The longest answer that is whole base64 is a login, and a wrong one.
ways once step
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiLmV4YW1wbGUAeA==
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubgBh\(3069*eHh4)
S: 535 5.7.8 Name or password is wrong
.quit
