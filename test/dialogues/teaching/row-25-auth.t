# seeds 13, 14, 24, 25: AUTH makes the account with its password, or checks
# it; HELO does not get into it any more.
O: dialect=teaching
O: signup=open
O: run=@
O: plaintext-auth=always
ways once step
.ehlo
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5u
S: 334 UGFzc3dvcmQ6
C: c2VjcmV0
S: 235 2.7.0 ...
C: MAIL FROM:@ME
S: 250 2.1.0 ...
C: RCPT TO:<ann>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
C: AUTH LOGIN
S: 503 5.5.1 ...
.quit
M: ann@example.org path=ann@example.org how=ESMTPA
m: x
