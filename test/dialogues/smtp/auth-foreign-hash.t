# A hash that is none of ours is not tried: later, and the log says which file.
E: TCPREMOTEIP=127.0.0.1
U: plain@b.example:{PLAIN}secret-word:::::
U: scheme@b.example:{ARGON2I}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bare@b.example:$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
.ehlo
C: AUTH PLAIN AHBsYWluQGIuZXhhbXBsZQBjb3JyZWN0IGhvcnNl
S: 454 4.7.0 ...
C: AUTH PLAIN AHNjaGVtZUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGJhcmVAYi5leGFtcGxlAGNvcnJlY3QgaG9yc2U=
S: 454 4.7.0 ...
S: 421 4.7.0 ...
closed
L: result=later by=password
L: the hash is none of {ARGON2ID}
N: secret-word
N: argon2id
