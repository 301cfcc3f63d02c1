# What was acknowledged stays.
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
kill guard
S: 421 4.3.2 ...
closed
M: bob@example.org
m: x
