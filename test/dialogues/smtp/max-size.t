# max-size counts octets after dot removal, CRLF as 2: 12 pass ...
O: max-size=12
.ehlo
.mail
.data
C: 0123456789
C: .
S: 250 2.0.0 ...
.mail
.data
C: ..12345678
C: .
S: 250 2.0.0 ...
.mail
.data
C: ..123456789
C: .
S: 250 2.0.0 ...
.mail
.data
C*6:
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: 0123456789
M: bob@example.org
m: .12345678
M: bob@example.org
m: .123456789
M: bob@example.org
m*6:
