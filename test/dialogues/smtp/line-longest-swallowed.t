# 64 KiB with its CRLF is one long line.
ways once step bytes
.ehlo
C: \(65534*x)
S: 500 5.5.2 ...
C: NOOP
S: 250 2.0.0 ...
.quit
