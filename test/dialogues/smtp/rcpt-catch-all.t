# @domain is a catch-all; its %u is @. It comes last.
U: bob@example.org
U: @example.org
U: carol@example.net
A: info: bob
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<whoever@example.org>
S: 250 2.1.5 ...
.data
C: caught
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<whoever@example.net>
S: 550 5.1.1 ...
C: RCPT TO:<bob+tag@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<info@example.org>
S: 250 2.1.5 ...
.data
C: not caught
C: .
S: 250 2.0.0 ...
.quit
M: @@example.org to=whoever@example.org
m: caught
M: bob@example.org
m: not caught
