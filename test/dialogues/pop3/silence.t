# Silence: closed without a word, no update.
.box
.pop
O: idle-timeout=1
.login
C: DELE 1
S: +OK
closed
ways step
L: end=silent
