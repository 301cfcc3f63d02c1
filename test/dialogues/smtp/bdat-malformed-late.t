# What came before it is dropped.
.ehlo
.mail
C: BDAT 5
c: abc\r\n
S: 250 2.0.0 ...
C: BDAT 0x5 LAST
S: 501 5.5.4 ...
C: NOOP
closed
