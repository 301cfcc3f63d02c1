# Before QUIT all is there.
.box
.pop
.login
C: DELE 1
S: +OK
