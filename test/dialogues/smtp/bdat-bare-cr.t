.ehlo
.mail
C: BDAT 5 LAST
c: a\rb\r\n
S: 550 5.5.2 ...
.mail
C: BDAT 2 LAST
c: a\r
S: 550 5.5.2 ...
.mail
C: BDAT 4 LAST
c: a\r\r\n
S: 550 5.5.2 ...
.quit
