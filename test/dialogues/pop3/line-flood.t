# 64 KiB without CRLF: an error, and the end.
.pop
ways once step
c: \(65536*x)
S: -ERR ...
closed
L: end=errors
