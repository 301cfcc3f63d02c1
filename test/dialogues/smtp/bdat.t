# Chunks, joined; dots mean nothing.
ways once step bytes cuts
.ehlo
.mail
C: BDAT 8
c: one\r\n.\r\n
S: 250 2.0.0 ...
C: BDAT 6 LAST
c: ..two\n
S: 550 5.5.2 ...
.mail
C: BDAT 8
c: one\r\n.\r\n
S: 250 2.0.0 ...
C: bdat 7 last
c: ..two\r\n
S: 250 2.0.0 ...
.quit
M: bob@example.org path=ann@client.example to=bob@example.org how=ESMTP
m: one
m: .
m: ..two
