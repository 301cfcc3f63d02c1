# A refused chunk is swallowed, and the session stays.
.ehlo
C: BDAT 12 LAST
c: QUIT\r\nQUIT\r\n
S: 503 5.5.1 ...
C: BDAT 12
c: QUIT\r\nQUIT\r\n
S: 503 5.5.1 ...
C: BDAT 0 LAST
S: 503 5.5.1 ...
.mail
.quit
