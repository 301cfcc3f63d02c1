# ... then an alias.
A: postmaster: eve@example.org
.ehlo
C: MAIL FROM:<>
S: 250 2.1.0 ...
C: RCPT TO:<postmaster>
S: 250 2.1.5 ...
.data
C: one
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<>
S: 250 2.1.0 ...
C: RCPT TO:<postmaster@example.net>
S: 250 2.1.5 ...
.data
C: two
C: .
S: 250 2.0.0 ...
.quit
M: eve@example.org
m: one
M: eve@example.org
m: two
