# A11: a refused BDAT line that does not tell its size ends the session
.ehlo
C: BDAT \x00
c: QUIT\r\n
S: 500 5.5.2 ...
closed
