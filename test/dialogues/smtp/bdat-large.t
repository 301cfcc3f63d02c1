O: max-size=1M
.ehlo
.mail
C: BDAT 500000
c: \(50000*01234567\r\n)
S: 250 2.0.0 ...
C: BDAT 500000 LAST
c: \(50000*89abcdef\r\n)
S: 250 2.0.0 ...
.quit
M: bob@example.org
n: \(50000*01234567\n)\(50000*89abcdef\n)
