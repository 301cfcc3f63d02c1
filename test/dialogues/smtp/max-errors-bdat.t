# So does one after a chunk, which is swallowed first.
O: max-errors=1
.ehlo
C: BDAT 6
c: QUIT\r\n
S: 503 5.5.1 ...
S: 421 4.7.0 ...
closed
