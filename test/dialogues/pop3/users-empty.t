# B4: a users file without anybody is for later
program pop3d-lite
U: # nobody yet
S: -ERR [SYS/PERM] ...
closed
exit 78
L: no address is in it
