# The exact address comes before an alias, an alias before the tag.
A: bob: eve
A: bob+work: eve
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob@example.org>
S: 250 2.1.5 ...
.data
C: for bob
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob+work@example.org>
S: 250 2.1.5 ...
.data
C: for eve
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: for bob
M: eve@example.org
m: for eve
