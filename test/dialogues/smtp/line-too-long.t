# One more: swallowed to its CRLF, one 500 5.5.2, session stays.
.ehlo
C: NOOP \(2042*x)
S: 500 5.5.2 ...
C: NOOP
S: 250 2.0.0 ...
.quit
