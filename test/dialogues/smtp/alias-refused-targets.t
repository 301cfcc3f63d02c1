# |command, /file, :include: and targets elsewhere are ignored.
A: prog: |/bin/cat
A: quoted: "|/bin/cat -n"
A: file: /tmp/file
A: include: :include:/etc/passwd
A: away: bob@elsewhere.example
A: empty:
A: mixed: |/bin/cat, /tmp/file, bob@elsewhere.example, eve
O: max-errors=1000
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<prog@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<quoted@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<file@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<include@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<away@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<empty@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<mixed@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: eve@example.org
m: x
