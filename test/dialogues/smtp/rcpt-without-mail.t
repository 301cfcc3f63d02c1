.ehlo
C: RCPT TO:<bob@example.org>
S: 503 5.5.1 ...
.quit
