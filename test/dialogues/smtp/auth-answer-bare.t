# An answer is a line like any other: bare CR, bare LF and NUL end the dialogue.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN
S: 334 \(0*)
C: AGFu\rbkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 500 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFu\nbkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 500 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==\x00
S: 500 5.5.2 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
