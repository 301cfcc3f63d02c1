# Nothing runs behind QUIT.
ways once
.box
.pop
.login
C: QUIT
C: DELE 1
S: +OK ...
closed
