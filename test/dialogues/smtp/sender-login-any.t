# sender-login = any
O: sender-login=any
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
C: MAIL FROM:<bob@b.example>
S: 250 2.1.0 ...
C: RSET
S: 250 2.0.0 ...
C: MAIL FROM:<x@client.example>
S: 250 2.1.0 ...
.quit
