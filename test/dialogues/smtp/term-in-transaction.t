.ehlo
.mail
kill guard
S: 421 4.3.2 ...
closed
