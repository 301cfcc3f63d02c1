# seeds 30, 31, 32: LIST with sender and subject, RETR of all and of unread.
program pop3d-lite
O: dialect=teaching
O: plaintext-auth=always
.pop
P: new/100.one
p: From: Ann\s
p:   <ann@x>
p: Subject: a\tb
p:
p: hi
P: cur/200.two:2,S
p: no header
.login
C: LIST
S: +OK ...
S: 1 43 Ann   <ann@x> a b
S: 2 11...
S: .
C: LIST 1
S: +OK 1 43 Ann   <ann@x> a b
C: RETR U
S: +OK 1 messages
S: +OK 1 43
S: From: Ann\s
S:   <ann@x>
S: Subject: a\tb
S:
S: hi
S: .
C: RETR X
S: -ERR ...
C: DELE 1
S: +OK
C: RETR
S: +OK 1 messages
S: +OK 2 11
S: no header
S: .
.bye
R: cur/200.two:2,S
