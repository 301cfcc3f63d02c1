# Commands in a body are text.
.ehlo
.mail
.data
C: QUIT
C: RSET
C: MAIL FROM:<evil@client.example>
C: GET / HTTP/1.1
C: BDAT 5 LAST
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path=ann@client.example
m: QUIT
m: RSET
m: MAIL FROM:<evil@client.example>
m: GET / HTTP/1.1
m: BDAT 5 LAST
