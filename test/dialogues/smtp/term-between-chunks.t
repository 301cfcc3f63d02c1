.ehlo
.mail
C: BDAT 3
c: x\r\n
S: 250 2.0.0 ...
kill wire
S: 421 4.3.2 ...
closed
