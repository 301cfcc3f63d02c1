# Count and octets.
.box
.pop
.login
C: STAT
S: +OK 2 50
C: DELE 2
S: +OK
C: STAT
S: +OK 1 23
C: RSET
S: +OK
C: STAT
S: +OK 2 50
.bye
