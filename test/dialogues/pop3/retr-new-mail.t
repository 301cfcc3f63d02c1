# What arrives meanwhile is another session's.
.box
.pop
.login
do write new/300.c three
C: STAT
S: +OK 2 50
C: RETR 3
S: -ERR No such message
C: DELE 1
S: +OK
.bye
R: cur/200.two:2,S
R: new/300.c
