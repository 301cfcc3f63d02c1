# RSET does not forget the greeting.
.ehlo
C: RSET
S: 250 2.0.0 ...
.mail
.quit
