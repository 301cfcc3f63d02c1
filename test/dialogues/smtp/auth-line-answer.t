# 12,288 octets with CRLF: taken, and refused for what it says. One more: not
# a line at all.
O: max-errors=100
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN
S: 334 \(0*)
C: \(12286*A)
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: \(12287*A)
S: 500 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: \(60000*A)
S: 500 5.5.2 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
