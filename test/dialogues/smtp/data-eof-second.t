# What was acknowledged stays.
.ehlo
.mail
.data
C: whole
C: .
S: 250 2.0.0 ...
.mail
.data
C: half
M: bob@example.org
m: whole
