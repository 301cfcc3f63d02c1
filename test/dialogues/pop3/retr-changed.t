# What has changed is an error.
.box
.pop
.login
do write new/100.one more
C: RETR 1
S: -ERR [SYS/TEMP] ...
C: RETR 2
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
.bye
