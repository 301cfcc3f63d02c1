# An alias stands for its targets.
A: # a comment
A: info: bob, eve
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<INFO@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
M: eve@example.org
m: x
