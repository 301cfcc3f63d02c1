# Half a line is silence, too.
O: idle-timeout=1
ways step
.ehlo
c: NOOP
S: 421 4.4.2 ...
closed
