O: idle-timeout=soon
S: 421 4.3.5 ...
closed
exit 78
L: idle-timeout
