# Replies hold nothing of what the peer said.
.box
.pop
.login
C: XYZZY\x07
S: -ERR Unknown command
C: LIST \x1b[2J
S: -ERR Argument missing, unwanted or wrong
.bye
