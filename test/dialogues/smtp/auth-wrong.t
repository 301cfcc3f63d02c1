# Whatever is wrong: the same bytes, and the third one ends it.
ways step once
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZg==
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN AG5vYm9keUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN AGJvYkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 535 5.7.8 Name or password is wrong
S: 421 4.7.0 ...
closed
L: result=wrong by=password
N: horse
N: Y29ycmVjdCBob3JzZg==
N: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZg==
