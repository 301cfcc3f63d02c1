# seeds 24, 26, 27: HELO makes an account without a password; bare names.
O: dialect=teaching
O: signup=open
O: run=@
S: 220 mx.example ...
C: HELO Ann
S: 250 mx.example Hello ann@example.org
C: HELO _ann
S: 501 5.5.4 ...
C: HELO postmaster
S: 530 5.7.0 ...
C: HELO ann
S: 250 mx.example Hello ann@example.org
C: MAIL FROM:<eve@example.org>
S: 553 5.7.1 ...
C: MAIL FROM: ann
S: 250 2.1.0 ...
C: RCPT TO: bob
S: 250 2.1.5 ...
C: RCPT TO: nobody
S: 550 5.1.1 ...
C: RCPT TO:<eve>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path=ann@example.org to=-
m: x
M: eve@example.org to=-
m: x
