# AUTH PLAIN, offered to who sits on this machine: 'correct horse' is ann's password.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 503 5.5.1 ...
C: MAIL FROM:<ann@b.example>
S: 250 2.1.0 ...
C: RSET
S: 250 2.0.0 ...
C: EHLO again.example
S: 250-mx.example
S: 250-PIPELINING
S: 250-SIZE 52428800
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS RCPTMAX=100
S: 250 HELP
.quit
L: result=yes by=password
N: correct horse
N: Y29ycmVjdCBob3JzZQ==
N: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
N: argon2id
