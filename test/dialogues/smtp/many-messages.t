# Message after message in one session.
.ehlo
.mail
.data
C: 1
C: .
S: 250 2.0.0 ...
.mail
C: BDAT 3 LAST
c: 2\r\n
S: 250 2.0.0 ...
.mail
.data
C: 3
C: .
S: 250 2.0.0 ...
C: MAIL FROM:<>
S: 250 2.1.0 ...
C: RCPT TO:<carol@example.net>
S: 250 2.1.5 ...
.data
C: 4
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: 1
M: bob@example.org
m: 2
M: bob@example.org
m: 3
M: carol@example.net path= to=carol@example.net
m: 4
