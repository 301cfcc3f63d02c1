F: max-size
S: 421 4.3.5 ...
closed
exit 78
L: conf:1:
