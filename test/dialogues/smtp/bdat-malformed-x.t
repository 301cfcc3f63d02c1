# A BDAT line that does not parse: 501 5.5.4, close: what follows cannot be
# told apart.
.ehlo
.mail
C: BDAT x
S: 501 5.5.4 ...
C: NOOP
closed
