.ehlo
.mail
C: BDAT 5 LAST LAST
S: 501 5.5.4 ...
C: NOOP
closed
