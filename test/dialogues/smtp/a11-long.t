# A11: a chunk behind a BDAT line of too many blanks is swallowed
.ehlo
C: BDAT 12 LAST\(3000* )
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
.mail
.quit
