# What is gone counts as deleted.
.box
.pop
.login
C: DELE 1
S: +OK
C: DELE 2
S: +OK
do rm new/100.one
.bye
R: -
