# HELO answers with one line; the transaction is as good.
.helo
.mail
.data
C: hello
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org how=SMTP helo=client.example path=ann@client.example
m: hello
