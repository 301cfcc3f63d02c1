# 100 commands other than MAIL, RCPT, DATA, BDAT and AUTH: 421 4.7.0. EHLO
# was one of them.
.ehlo
C*98: NOOP
S*98: 250 2.0.0 ...
C: VRFY bob
S: 252 2.1.5 ...
S: 421 4.7.0 ...
C: NOOP
closed
