# The same behind a line that is too long for its blanks.
.ehlo
C: BDAT 12 LAST\(3000* )
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
.mail
.quit
