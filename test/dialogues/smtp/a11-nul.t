# A11: a chunk behind a BDAT line with a NUL in it is swallowed
.ehlo
C: BDAT 12 LAST\x00
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
C: BDAT\x0012
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
.mail
.quit
