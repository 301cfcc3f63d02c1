# Folders, links, FIFOs and dot files are no messages.
P: new/1.f fifo
P: cur/2.f:2, fifo
P: new/3.d folder
P: new/4.l link /etc/passwd
P: cur/5.l:2,S link ../new/6.m
P: new/6.m
p: x
P: new/.7.m
p: hidden
.pop
.login
C: UIDL
S: +OK ...
S: 1 6.m
S: .
C: STAT
S: +OK 1 3
C: RETR 1
S: +OK 3 octets
S: x
S: .
C: DELE 1
S: +OK
.bye
R: new/1.f
R: cur/2.f:2,
R: new/3.d
R: new/4.l
R: cur/5.l:2,S
R: new/.7.m
