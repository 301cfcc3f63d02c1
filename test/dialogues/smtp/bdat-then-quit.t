# Chunks without a last one are nothing.
.ehlo
.mail
C: BDAT 5
c: one\r\n
S: 250 2.0.0 ...
.quit
