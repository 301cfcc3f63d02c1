# A session has an end, too.
O: session-timeout=1
ways step
.ehlo
S: 421 ...
closed
