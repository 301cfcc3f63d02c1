# What has become a link or a FIFO is not read.
P: new/1.a
p: x
P: tmp/1.l link /etc/passwd
P: tmp/3.f fifo
P: new/3.b
p: x
.pop
.login
do rm new/1.a
do mv tmp/1.l new/1.a
do rm new/3.b
do mv tmp/3.f new/3.b
C: RETR 1
S: -ERR [SYS/TEMP] ...
C: RETR 2
S: -ERR [SYS/TEMP] ...
C: TOP 2 0
S: -ERR [SYS/TEMP] ...
.bye
R: new/1.a
R: new/3.b
