# A line of 12,288 octets is a line; one octet more is not.
.pop
ways once step
C: AUTH PLAIN \(12275*A)
S: -ERR ...
C: AUTH PLAIN \(12276*A)
S: -ERR Not a command line
C: AUTH PLAIN
S: +\s
C: \(12286*A)
S: -ERR ...
C: AUTH PLAIN
S: +\s
C: \(12287*A)
S: -ERR Not a command line
C: NOOP
S: +OK
.bye
