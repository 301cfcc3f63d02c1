.ehlo
.mail
C: BDAT
S: 501 5.5.4 ...
C: NOOP
closed
