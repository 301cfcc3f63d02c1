# Nothing but strict base64 of what the mechanism says: each in the command
# and as an answer. The last bits of dXNlch== are not zero.
O: max-errors=100
E: TCPREMOTEIP=127.0.0.1
U: ann@b.example:{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$M7jw0GQI4Kfcxf+xPldfNRYttP89scc9XVAYAcaZ0U0:::::
U: bob@b.example
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ=
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ=
S: 501 5.5.2 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ===
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ===
S: 501 5.5.2 ...
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==A
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==A
S: 501 5.5.2 ...
C: AUTH PLAIN =AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: =AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN AGFubkBi=mV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBi=mV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN AGFubkBiL-V4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiL-V4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN *GFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: *GFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 501 5.5.2 ...
C: AUTH PLAIN dXNlcg===
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: dXNlcg===
S: 501 5.5.2 ...
C: AUTH PLAIN dXNlch==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: dXNlch==
S: 501 5.5.2 ...
C: AUTH PLAIN bm8gTlVMIGF0IGFsbA==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: bm8gTlVMIGF0IGFsbA==
S: 501 5.5.2 ...
C: AUTH PLAIN AG9uZSBOVUw=
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AG9uZSBOVUw=
S: 501 5.5.2 ...
C: AUTH PLAIN YQBiAGMAZA==
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: YQBiAGMAZA==
S: 501 5.5.2 ...
C: AUTH PLAIN =
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: 
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: =
S: 501 5.5.2 ...
C: AUTH PLAIN
S: 334 \(0*)
C: AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==\s
S: 501 5.5.2 ...
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5uQGIuZXhhbXBsZQ=
S: 501 5.5.2 ...
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5uAA==
S: 501 5.5.2 ...
C: NOOP
S: 250 2.0.0 ...
.quit
