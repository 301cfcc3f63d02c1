# A name without a domain holds in all our domains, and a target without one
# is in the domain that was asked for.
U: bob@example.org
U: bob@example.net
A: info: bob
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<info@elsewhere.example>
S: 550 5.7.1 ...
C: RCPT TO:<info@example.net>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.net
m: x
