# handshake = require without a key that could be used.
O: handshake=require
S: 421 4.3.5 ...
closed
exit 78
