# A mailbox that cannot be opened: later, and again.
P: new/1.x
p: x
O: mail=@/mail/example.org/%u/new/1.x
.pop
C: USER bob
S: +OK ...
C: PASS secret
S: -ERR [SYS/TEMP] ...
C: STAT
S: -ERR Not now
C: USER bob
S: +OK ...
C: PASS secret
S: -ERR [SYS/TEMP] ...
.bye
L: cannot list it
