# users = any: postmaster@<hostname>.
O: users=any
.ehlo
C: MAIL FROM:<>
S: 250 2.1.0 ...
C: RCPT TO:<Postmaster>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: postmaster@mx.example
m: x
