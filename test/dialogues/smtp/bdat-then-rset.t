# RSET drops the chunks.
.ehlo
.mail
C: BDAT 5
c: one\r\n
S: 250 2.0.0 ...
C: RSET
S: 250 2.0.0 ...
C: BDAT 5 LAST
c: two\r\n
S: 503 5.5.1 ...
.mail
C: BDAT 7 LAST
c: three\r\n
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: three
