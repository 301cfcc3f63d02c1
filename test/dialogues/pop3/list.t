# All, and one.
.box
.pop
.login
C: LIST
S: +OK ...
S: 1 23
S: 2 27
S: .
C: LIST 1
S: +OK 1 23
C: LIST 2
S: +OK 2 27
.bye
