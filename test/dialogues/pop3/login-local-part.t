# A local part is enough while one domain has it.
.box
.pop
C: USER bob
S: +OK ...
C: PASS secret
S: +OK ...
C: STAT
S: +OK 2 50
.bye
