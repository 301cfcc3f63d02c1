# What the peer chose is quoted and escaped.
O: max-errors=1000
.ehlo
C: MAIL FROM:<"a\\"\\\\ =b"@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<"x\\" rip=6.6.6.6 y"@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<bob@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
N:  rip=6.6.6.6 y"@
L: rip=192.0.2.7
