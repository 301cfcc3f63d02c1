.ehlo
.mail
C: BDAT -1
S: 501 5.5.4 ...
C: NOOP
closed
