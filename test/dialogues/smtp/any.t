# users = any: every recipient, one Maildir each, in lower case.
O: users=any
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<WhoEver@AnyWhere.Example>
S: 250 2.1.5 ...
C: RCPT TO:<whoever@anywhere.example>
S: 250 2.1.5 ...
C: RCPT TO:<a_b-c.d=9@x>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: whoever@anywhere.example to=-
m: x
M: a_b-c.d=9@x to=-
m: x
