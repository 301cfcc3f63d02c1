# Dovecot's passwd-file, comments, CRLF, bad lines reported and skipped.
U: # comment
U:
U: nobody
U: bob@example.org:{ARGON2ID}$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaA:::::\r
U: a/b@example.org
U: .eve@example.org
U: eve@.example.org
U: e ve@example.org
U: eve@example.org
.ehlo
.mail
C: RCPT TO:<eve@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<nobody@example.org>
S: 550 5.1.1 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
M: eve@example.org
m: x
L: users:3:
