.ehlo
C: MAIL FROM:<ann@client.example> SIZE=100 BODY=8BITMIME SMTPUTF8 AUTH=<>
S: 250 2.1.0 ...
C: RCPT TO:<bob@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
