O: idle-timeout=1
ways step
.ehlo
C: BDAT 10 LAST
c: half
S: 421 4.4.2 ...
closed
