# In a body: dropped.
O: idle-timeout=1
ways step
.ehlo
.mail
.data
C: half
S: 421 4.4.2 ...
closed
