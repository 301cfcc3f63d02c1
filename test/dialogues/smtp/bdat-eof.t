.ehlo
.mail
C: BDAT 50 LAST
c: half
