# No recipient can come after the first chunk.
.ehlo
.mail
C: BDAT 5
c: one\r\n
S: 250 2.0.0 ...
C: RCPT TO:<eve@example.org>
S: 503 5.5.1 ...
C: BDAT 0 LAST
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: one
