# Named with file and line on stderr, 421 4.3.5 to the peer, exit 78.
F: max-size = 2K
F: max-sise = 2K
S: 421 4.3.5 ...
closed
exit 78
L: conf:2:
L: max-sise
