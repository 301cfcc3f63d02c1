# Nobody is here: no domain is ours.
U: # nobody yet
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob@example.org>
S: 550 5.7.1 ...
.quit
