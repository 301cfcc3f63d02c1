# A11: a chunk behind a BDAT line with a bare LF or CR, or a space, is swallowed
.ehlo
C: BDAT 12\n
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
C: BDAT 12\n LAST
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
C: BDAT\r 12
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
C:  BDAT 12
c: QUIT\r\nQUIT\r\n
S: 500 5.5.2 ...
.quit
