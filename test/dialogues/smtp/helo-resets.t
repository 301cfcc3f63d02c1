# So does HELO.
.ehlo
.mail
C: HELO client.example
S: 250 mx.example ...
C: DATA
S: 503 5.5.1 ...
.quit
