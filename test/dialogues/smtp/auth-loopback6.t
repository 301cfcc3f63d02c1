# ::1 is this machine, and so is the rest of 127/8.
E: TCPREMOTEIP=::1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
