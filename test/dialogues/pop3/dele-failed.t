# One failure, one answer; the rest is done.
P: new/1.a
p: x
P: new/2.b
p: x
P: tmp/1.d folder
.pop
.login
C: DELE 1
S: +OK
C: DELE 2
S: +OK
do rm new/1.a
do mv tmp/1.d new/1.a
C: QUIT
S: -ERR [SYS/TEMP] ...
closed
R: new/1.a
L: mailbox
