# AUTH PLAIN without an initial response, in any case, as oneself.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
S: 220 mx.example ...
C: EHLO client.example
S: 250-mx.example
S: 250-PIPELINING
S: 250-SIZE 52428800
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS RCPTMAX=100
S: 250-AUTH PLAIN LOGIN
S: 250 HELP
C: auth plain
S: 334 \(0*)
C: YW5uQGIuRVhBTVBMRQBBTk5AQi5leGFtcGxlAGNvcnJlY3QgaG9yc2U=
S: 235 2.7.0 ...
.quit
N: correct horse
N: Y29ycmVjdCBob3JzZQ==
N: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
N: argon2id
