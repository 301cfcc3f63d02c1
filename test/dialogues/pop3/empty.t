# An empty mailbox.
.pop
.login
C: STAT
S: +OK 0 0
C: LIST
S: +OK ...
S: .
C: UIDL
S: +OK ...
S: .
C: LIST 1
S: -ERR No such message
C: RETR 1
S: -ERR No such message
C: DELE 1
S: -ERR No such message
.bye
