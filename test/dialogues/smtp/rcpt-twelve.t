# As many folders to be made durable.
O: users=any
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<a@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<b@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<c@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<d@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<e@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<f@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<g@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<h@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<i@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<j@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<k@many.example>
S: 250 2.1.5 ...
C: RCPT TO:<l@many.example>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: a@many.example to=-
m: x
M: b@many.example to=-
m: x
M: c@many.example to=-
m: x
M: d@many.example to=-
m: x
M: e@many.example to=-
m: x
M: f@many.example to=-
m: x
M: g@many.example to=-
m: x
M: h@many.example to=-
m: x
M: i@many.example to=-
m: x
M: j@many.example to=-
m: x
M: k@many.example to=-
m: x
M: l@many.example to=-
m: x
