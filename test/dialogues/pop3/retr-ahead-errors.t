# What was asked for in advance, and is not wanted any more, does no harm.
O: max-errors=2
.box
.pop
.login
do rm new/100.one
c: RETR 2\r\nRETR 1\r\nRETR 1\r\nRETR 2\r\nRETR 2\r\nRETR 1\r\nQUIT\r\n
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
S: -ERR [SYS/TEMP] ...
S: -ERR [SYS/TEMP] ...
S: -ERR [SYS/PERM] Too many ...
closed
L: end=errors
N: cannot answer
R: cur/200.two:2,S
