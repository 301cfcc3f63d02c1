# AUTH LOGIN with the name in the command: its local part is enough.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH LOGIN QW5u
S: 334 UGFzc3dvcmQ6
C: Y29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
L: user="Ann"
N: correct horse
N: Y29ycmVjdCBob3JzZQ==
N: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
N: argon2id
