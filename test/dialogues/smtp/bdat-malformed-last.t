.ehlo
.mail
C: BDAT 5 LATS
S: 501 5.5.4 ...
c: NOOP\r\n
closed
