# With users = any there is nobody who could log in.
E: TCPREMOTEIP=127.0.0.1
O: users=any
.ehlo
C: AUTH PLAIN AGFubkBiLmV4YW1wbGUAY29ycmVjdCBob3JzZQ==
S: 502 5.5.1 ...
.quit
