# 64 KiB without CRLF: 421 4.7.0, close.
.ehlo
c: \(65536*x)
S: 421 4.7.0 ...
closed
