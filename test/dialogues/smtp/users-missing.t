# A users file that is missing: 421 4.3.5 at the start, logged.
O: users=@/nowhere
S: 421 4.3.5 ...
closed
exit 78
L: nowhere
