# No users file.
program pop3d-lite
O: users=@/nowhere
S: -ERR [SYS/PERM] ...
closed
exit 78
