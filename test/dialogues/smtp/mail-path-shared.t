# Two recipients whose path is one: one copy.
O: mail=@/mail/one/%d
.ehlo
.mail
C: RCPT TO:<eve@example.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: example.org@one to=-
m: x
