# A23: a hash that cannot be checked is a failure like others
# The third one ends it, so that nobody fills the log.
ways step once
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=7,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: eve@b.example:{PLAIN}correct horse:::::
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGV2ZUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
S: 421 4.7.0 ...
closed
L: result=later by=password
N: horse
