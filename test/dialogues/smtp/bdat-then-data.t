# DATA after BDAT: 503 5.5.1; the chunks go on.
.ehlo
.mail
C: BDAT 5
c: one\r\n
S: 250 2.0.0 ...
C: DATA
S: 503 5.5.1 ...
C: MAIL FROM:<ann@client.example>
S: 503 5.5.1 ...
C: NOOP
S: 250 2.0.0 ...
C: BDAT 5 LAST
c: two\r\n
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: one
m: two
