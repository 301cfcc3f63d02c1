# ... before a login, too.
.pop
O: idle-timeout=1
closed
ways step
L: end=silent
