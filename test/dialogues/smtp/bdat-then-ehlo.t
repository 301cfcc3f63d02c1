# So does EHLO.
.ehlo
.mail
C: BDAT 5
c: one\r\n
S: 250 2.0.0 ...
C: EHLO client.example
S: 250* ...
.mail
.data
C: two
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: two
