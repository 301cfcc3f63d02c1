# A catch-all takes mail for all names; the names are not all ann's.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
U: @b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
C: MAIL FROM:<any@b.example>
S: 553 5.7.1 ...
C: MAIL FROM:<ann+any@b.example>
S: 250 2.1.0 ...
.quit
