# One file, a link a mailbox; `for` tells nobody of the others (Bcc).
.ehlo
.mail
C: RCPT TO:<eve@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<carol@example.net>
S: 250 2.1.5 ...
.data
C: To: bob@example.org
C:
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org to=-
m: To: bob@example.org
m:
m: x
M: eve@example.org to=-
m: To: bob@example.org
m:
m: x
M: carol@example.net to=-
m: To: bob@example.org
m:
m: x
