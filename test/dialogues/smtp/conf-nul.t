F: max-size = 2\x00K
S: 421 4.3.5 ...
closed
exit 78
L: conf:1:
