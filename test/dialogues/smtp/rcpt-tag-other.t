# Another delimiter.
O: recipient-delimiter=-
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob+tag@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<bob-tag@example.org>
S: 250 2.1.5 ...
.quit
