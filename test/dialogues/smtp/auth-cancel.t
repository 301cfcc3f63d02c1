# `*` cancels what has been asked for, and is no base64 anywhere else.
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN
S: 334 \(0*)
C: *
S: 501 5.7.0 ...
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: *
S: 501 5.7.0 ...
C: AUTH LOGIN YW5uQGIuZXhhbXBsZQ==
S: 334 UGFzc3dvcmQ6
C: *
S: 501 5.7.0 ...
C: AUTH PLAIN *
S: 501 5.5.2 ...
C: NOOP
S: 250 2.0.0 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 235 2.7.0 ...
.quit
