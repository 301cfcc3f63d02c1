# What is deleted is not listed.
.box
.pop
.login
C: DELE 1
S: +OK
C: LIST
S: +OK ...
S: 2 27
S: .
C: LIST 1
S: -ERR It is deleted
C: UIDL
S: +OK ...
S: 2 200.two
S: .
C: UIDL 1
S: -ERR It is deleted
C: RETR 1
S: -ERR It is deleted
C: TOP 1 0
S: -ERR It is deleted
C: DELE 1
S: -ERR It is deleted
C: RSET
S: +OK
C: LIST 1
S: +OK 1 23
.bye
