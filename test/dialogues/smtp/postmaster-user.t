# A user of that name comes first ...
U: bob@example.org
U: postmaster@example.org
A: postmaster: eve
.ehlo
C: MAIL FROM:<>
S: 250 2.1.0 ...
C: RCPT TO:<postmaster@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<postmaster>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: postmaster@example.org
m: x
