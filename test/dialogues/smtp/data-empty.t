# A message without anything.
.ehlo
.mail
.data
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
