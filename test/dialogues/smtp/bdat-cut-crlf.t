# A CRLF may be cut by a chunk's end.
.ehlo
.mail
C: BDAT 2
c: a\r
S: 250 2.0.0 ...
C: BDAT 1
c: \n
S: 250 2.0.0 ...
C: BDAT 0
S: 250 2.0.0 ...
C: BDAT 2
c: b\r
S: 250 2.0.0 ...
C: BDAT 0
S: 250 2.0.0 ...
C: BDAT 2 LAST
c: \nc
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: a
m: b
n: c
