F: max-size = 2T
S: 421 4.3.5 ...
closed
exit 78
L: conf:1:
L: max-size
