# Source routes are dropped.
.ehlo
C: MAIL FROM:<@relay.example:ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<@a.example,@b.example:bob@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path=ann@client.example to=bob@example.org
m: x
