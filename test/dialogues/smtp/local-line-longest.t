# 2,048 octets with the line end, whichever it is.
local
.ehlo
C: NOOP \(2041*x)\r
S: 250 2.0.0 ...
C: NOOP \(2043*x)\r
S: 500 5.5.2 ...
C: NOOP \(2044*x)
S: 500 5.5.2 ...
.quit
