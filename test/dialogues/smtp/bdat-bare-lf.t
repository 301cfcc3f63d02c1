# Lines must end in CRLF: 550 5.5.2 otherwise.
.ehlo
.mail
C: BDAT 4 LAST
c: a\nb\n
S: 550 5.5.2 ...
.mail
C: BDAT 5 LAST
c: \r\n\na\n
S: 550 5.5.2 ...
.mail
C: BDAT 3 LAST
c: ok\n
S: 550 5.5.2 ...
.quit
