.ehlo
C*98: NOOP
S*98: 250 2.0.0 ...
.mail
C: QUIT
S: 221 2.0.0 ...
closed
