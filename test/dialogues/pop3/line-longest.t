# 255 octets with CRLF are a line.
.pop
ways once step bytes
C: \(253*x)
S: -ERR Unknown command
C: \(254*x)
S: -ERR Not a command line
C: NOOP
S: +OK
.bye
