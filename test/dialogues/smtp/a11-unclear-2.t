# Where a refused BDAT line does not tell how long its chunk is, we hang up.
.ehlo
C: BDAT 6\nNOOP
c: QUIT\r\n
S: 500 5.5.2 ...
closed
