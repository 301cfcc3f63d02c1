.ehlo
.mail
C: BDAT 1800 LAST
c: \(100*Received: from x\r\n)
S: 554 5.4.6 ...
.quit
