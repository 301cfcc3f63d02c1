# The aliases file may be missing.
O: aliases=@/nowhere
.ehlo
.mail
C: RCPT TO:<info@example.org>
S: 550 5.1.1 ...
.quit
