# seeds 29: USER and PASS make an account, and check it.
program pop3d-lite
O: dialect=teaching
O: signup=open
O: run=@
O: plaintext-auth=always
ways once step
S: +OK ...
C: USER ann
S: +OK ...
C: PASS geheim
S: +OK ...
C: STAT
S: +OK 0 0
C: QUIT
S: +OK ...
closed
