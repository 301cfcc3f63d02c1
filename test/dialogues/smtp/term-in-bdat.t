.ehlo
.mail
C: BDAT 10 LAST
c: half
kill guard
S: 421 4.3.2 ...
closed
