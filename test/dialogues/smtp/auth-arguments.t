# AUTH takes one mechanism, and at most one response.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH
S: 501 5.5.4 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ== x
S: 501 5.5.4 ...
C: AUTH PLAIN  AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.4 ...
C: AUTH PLAINX AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 504 5.5.4 ...
C: AUTH XPLAIN
S: 504 5.5.4 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==\s\s
S: 235 2.7.0 ...
.quit
N: correct horse
N: Y29ycmVjdCBob3JzZQ==
N: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
N: argon2id
