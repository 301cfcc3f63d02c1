# PLAIN may ask to act for somebody else; nobody may here. An empty
# password is nobody's, either.
ways step
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN Ym9iQGIuZXhhbXBsZQBhbm5AYi5leGFtcGxlAGNvcnJlY3QgaG9yc2U=
S: 535 5.7.8 Name or password is wrong
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUA
S: 535 5.7.8 Name or password is wrong
.quit
