# What was not offered after HELO still works as a command.
.helo
.mail
C: BDAT 3 LAST
c: x\r\n
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
