# A hash that is none of ours, or asks for too much, is not tried: later, and
# the log says which file.
O: max-errors=100
E: TCPREMOTEIP=127.0.0.1
U: plain@b.example:{PLAIN}secret-word:::::
U: scheme@b.example:{ARGON2I}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bare@b.example:$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: memory@b.example:{ARGON2ID}$argon2id$v=19$m=262145,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: passes@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=11,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: lanes@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=2$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: version@b.example:{ARGON2ID}$argon2id$v=16$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: cut@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$:::::
U: empty@b.example:{ARGON2ID}:::::
.ehlo
C: AUTH PLAIN AHBsYWluQGIuZXhhbXBsZQBjb3JyZWN0IGhvcnNl
S: 454 4.7.0 ...
C: AUTH PLAIN AHNjaGVtZUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGJhcmVAYi5leGFtcGxlAGNvcnJlY3QgaG9yc2U=
S: 454 4.7.0 ...
C: AUTH PLAIN AG1lbW9yeUBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AHBhc3Nlc0BiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGxhbmVzQGIuZXhhbXBsZQBjb3JyZWN0IGhvcnNl
S: 454 4.7.0 ...
C: AUTH PLAIN AHZlcnNpb25AYi5leGFtcGxlAGNvcnJlY3QgaG9yc2U=
S: 454 4.7.0 ...
C: AUTH PLAIN AGN1dEBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGVtcHR5QGIuZXhhbXBsZQBjb3JyZWN0IGhvcnNl
S: 454 4.7.0 ...
.quit
L: result=later by=password
L: the hash is none of {ARGON2ID}
L: the parameters of the hash are out of range
N: secret-word
N: argon2id
