# The peer hangs up at once.
.pop
L: end=lost
