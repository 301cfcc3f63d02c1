# Spaces behind the arguments do no harm.
.box
.pop
.login
C: STAT  
S: +OK 2 50
C: LIST 2  
S: +OK 2 27
C: NOOP 
S: +OK
C: QUIT  
S: +OK ...
closed
