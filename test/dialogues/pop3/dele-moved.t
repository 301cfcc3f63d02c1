# What was moved is deleted where it is.
.box
.pop
.login
C: DELE 1
S: +OK
C: DELE 2
S: +OK
do mv new/100.one cur/100.one:2,
do mv cur/200.two:2,S cur/200.two:2,RST
.bye
R: -
