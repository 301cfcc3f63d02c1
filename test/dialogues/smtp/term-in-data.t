# In a message body: drop it.
.ehlo
.mail
.data
C: half
kill guard
S: 421 4.3.2 ...
closed
