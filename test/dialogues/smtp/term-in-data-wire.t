.ehlo
.mail
.data
C: half
kill wire
S: 421 4.3.2 ...
closed
