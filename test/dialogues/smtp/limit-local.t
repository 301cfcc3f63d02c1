# Local part: 64 octets, not 65.
U: \(64*b)@example.org
.ehlo
C: MAIL FROM:<\(65*a)@client.example>
S: 501 5.1.7 ...
C: MAIL FROM:<\(64*a)@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<\(65*b)@example.org>
S: 501 5.1.3 ...
C: RCPT TO:<\(64*b)@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@example.org path=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@client.example
m: x
