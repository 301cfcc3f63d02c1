# No other line end stops the count.
.ehlo
c: \(40000*\r)x\(20000*\n\x00)
S: 421 4.7.0 ...
closed
