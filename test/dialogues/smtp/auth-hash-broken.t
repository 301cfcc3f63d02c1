# A hash that is not whole, or of another version, is not tried.
E: TCPREMOTEIP=127.0.0.1
U: version@b.example:{ARGON2ID}$argon2id$v=16$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: cut@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$:::::
U: empty@b.example:{ARGON2ID}:::::
.ehlo
C: AUTH PLAIN AHZlcnNpb25AYi5leGFtcGxlAGNvcnJlY3QgaG9yc2U=
S: 454 4.7.0 ...
C: AUTH PLAIN AGN1dEBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 454 4.7.0 ...
C: AUTH PLAIN AGVtcHR5QGIuZXhhbXBsZQBjb3JyZWN0IGhvcnNl
S: 454 4.7.0 ...
S: 421 4.7.0 ...
closed
L: result=later by=password
L: the parameters of the hash are out of range
N: secret-word
N: argon2id
