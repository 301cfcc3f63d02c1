# Quoted local parts are unquoted for lookup.
.ehlo
C: MAIL FROM:<"ann b"@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<"bob"@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<"a\\"\\\\>c"@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<"b\\o\\b"@example.org>
S: 250 2.1.5 ...
.data
C: y
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path="ann\sb"@client.example
m: x
M: bob@example.org path="a\\"\\\\>c"@client.example
m: y
