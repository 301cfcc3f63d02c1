# The last USER counts.
.box
.pop
C: USER eve
S: +OK ...
C: USER bob
S: +OK ...
C: PASS secret
S: +OK ...
C: STAT
S: +OK 2 50
.bye
