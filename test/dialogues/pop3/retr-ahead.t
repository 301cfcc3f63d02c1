# RETRs that come together: each gets its own answer, in order.
P: cur/300.three
p: Subject: three
.box
.pop
.login
do rm new/100.one
c: RETR 2\r\nRETR 1\r\nretr 3\r\nRETR 4\r\nRETR 1\r\nRETR 2\r\nDELE 2\r\nRETR 2\r\nRETR 3\r\n
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
S: -ERR [SYS/TEMP] ...
S: +OK 16 octets
S: Subject: three
S: .
S: -ERR No such message
S: -ERR [SYS/TEMP] ...
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
S: +OK
S: -ERR It is deleted
S: +OK 16 octets
S: Subject: three
S: .
.bye
R: cur/300.three
