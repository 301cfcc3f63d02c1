# A11: a message that lacks a chunk is gone
.ehlo
.mail
C: BDAT 6
c: half\r\n
S: 250 2.0.0 ...
C: BDAT 6\x00
c: QUIT\r\n
S: 500 5.5.2 ...
C: BDAT 6 LAST
c: rest\r\n
S: 503 5.5.1 ...
.quit
