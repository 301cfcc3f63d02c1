# Too large by what it announces: 552 5.3.4, swallowed.
O: max-size=10
.ehlo
.mail
C: BDAT 10 LAST
c: 01234567\r\n
S: 250 2.0.0 ...
.mail
C: BDAT 11 LAST
c: 012345678\r\n
S: 552 5.3.4 ...
C: NOOP
S: 250 2.0.0 ...
C: RSET
S: 250 2.0.0 ...
.mail
C: BDAT 6
c: 0123\r\n
S: 250 2.0.0 ...
C: BDAT 5 LAST
c: 012\r\n
S: 552 5.3.4 ...
C: RSET
S: 250 2.0.0 ...
.mail
C: BDAT 6
c: 0123\r\n
S: 250 2.0.0 ...
C: BDAT 4 LAST
c: 01\r\n
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: 01234567
M: bob@example.org
m: 0123
m: 01
