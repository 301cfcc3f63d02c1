# A local session: no network, no eavesdropper.
local
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
C: AUTH LOGIN
S: 503 5.5.1 ...
.quit
