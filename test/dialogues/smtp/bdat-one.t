.ehlo
.mail
C: BDAT 88 LAST
c: To: bob@example.org\r\n\r\nQUIT\r\n.\r\nRSET\r\nA last line that has no end, and is kept as it is.
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: To: bob@example.org
m:
m: QUIT
m: .
m: RSET
n: A last line that has no end, and is kept as it is.
