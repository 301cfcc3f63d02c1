# A command line may be 2,048 octets with its CRLF.
.ehlo
C: NOOP \(2041*x)
S: 250 2.0.0 ...
.quit
