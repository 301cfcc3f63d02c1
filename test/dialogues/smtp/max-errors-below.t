# One below the limit the session goes on.
.ehlo
C*9: FOO
S*9: 500 5.5.1 ...
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
