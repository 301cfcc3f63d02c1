# Chunks of no octets at all.
.ehlo
.mail
C: BDAT 0
S: 250 2.0.0 ...
C: BDAT 3
c: x\r\n
S: 250 2.0.0 ...
C: BDAT 0
S: 250 2.0.0 ...
C: BDAT 0 LAST
S: 250 2.0.0 ...
.mail
C: BDAT 0 LAST
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
M: bob@example.org
