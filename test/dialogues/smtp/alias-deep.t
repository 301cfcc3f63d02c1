# A chain of nine is followed, one of twelve is not.
A: a0: a1
A: a1: a2
A: a2: a3
A: a3: a4
A: a4: a5
A: a5: a6
A: a6: a7
A: a7: a8
A: a8: a9
A: a9: a10
A: a10: a11
A: a11: bob
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<a0@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<a3@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org to=a3@example.org
m: x
