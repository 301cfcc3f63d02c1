# Where a refused BDAT line does not tell how long its chunk is, we hang up.
.ehlo
C: BDAT x\x00
c: QUIT\r\n
S: 500 5.5.2 ...
closed
