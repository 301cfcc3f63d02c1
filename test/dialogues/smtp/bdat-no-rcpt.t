.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: BDAT 6 LAST
c: QUIT\r\n
S: 503 5.5.1 ...
C: RCPT TO:<nobody@example.org>
S: 550 5.1.1 ...
C: BDAT 6 LAST
c: QUIT\r\n
S: 503 5.5.1 ...
C: RSET
S: 250 2.0.0 ...
.mail
C: BDAT 3 LAST
c: x\r\n
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
