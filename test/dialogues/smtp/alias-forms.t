# Continuation lines, quoted names, a name with a domain, odd spacing.
A: list :bob,
A: \tcarol@example.net
A:   , eve@example.org
A: "the list": list
A: only@example.net: carol
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<only@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<only@example.net>
S: 250 2.1.5 ...
C: RCPT TO:<"the list"@example.org>
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
M: carol@example.net
m: x
