# And a last chunk.
.ehlo
.mail
C: BDAT 5 LAST
c: one\r\n
S: 250 2.0.0 ...
C: RCPT TO:<eve@example.org>
S: 503 5.5.1 ...
C: DATA
S: 503 5.5.1 ...
.quit
M: bob@example.org
m: one
