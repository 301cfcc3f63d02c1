# handshake = require without a key.
program pop3d-lite
O: handshake=require
S: -ERR [SYS/PERM] ...
closed
exit 78
