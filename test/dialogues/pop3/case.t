# Verbs have no case.
.box
.pop
C: uSeR bob@example.org
S: +OK ...
C: pAsS secret
S: +OK ...
C: sTaT
S: +OK 2 50
C: quit
S: +OK ...
closed
