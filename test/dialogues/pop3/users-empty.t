# B4: nobody is here, so somebody has lost them.
program pop3d-lite
U: # nobody yet
S: -ERR [SYS/PERM] ...
closed
exit 78
L: no address is in it
