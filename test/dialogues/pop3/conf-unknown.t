# A key that is unknown.
program pop3d-lite
F: nonsense = 1
S: -ERR [SYS/PERM] ...
closed
exit 78
L: conf:1:
