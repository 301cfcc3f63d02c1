# AUTH LOGIN; the mail says so.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5uQGIuZXhhbXBsZQ==
S: 334 UGFzc3dvcmQ6
C: Y29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
C: MAIL FROM:<ann@b.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob@b.example>
S: 250 2.1.5 ...
.data
C: hello
C: .
S: 250 2.0.0 ...
.quit
M: bob@b.example path=ann@b.example how=ESMTPA
m: hello
N: correct horse
N: Y29ycmVjdCBob3JzZQ==
N: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
N: argon2id
