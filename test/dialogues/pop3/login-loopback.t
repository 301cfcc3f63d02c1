# ... but from this machine.
program pop3d-lite
.box
E: TCPREMOTEIP=127.0.0.1
S: +OK ...
.login
C: STAT
S: +OK 2 50
.bye
