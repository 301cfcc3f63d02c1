# A megabyte of short lines.
.ehlo
.mail
.data
c: \(50000*0123456789 abcdef\r\n)
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
n: \(50000*0123456789 abcdef\n)
