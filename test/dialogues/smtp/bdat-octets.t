# NUL and 8-bit octets are kept, without a line's limit.
.ehlo
.mail
C: BDAT 70005 LAST
c: \x00\xff\r\n\(70000*\x80)\x00
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: \x00\xff
n: \(70000*\x80)\x00
