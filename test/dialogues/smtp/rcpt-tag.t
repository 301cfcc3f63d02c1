# user+tag goes to user; the exact address comes first.
U: bob@example.org
U: bob+list@example.org
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob+anything+more@example.org>
S: 250 2.1.5 ...
.data
C: one
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<bob+list@example.org>
S: 250 2.1.5 ...
.data
C: two
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<+bob@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<eve+bob@example.org>
S: 550 5.1.1 ...
.quit
M: bob@example.org to=bob+anything+more@example.org
m: one
M: bob+list@example.org to=bob+list@example.org
m: two
