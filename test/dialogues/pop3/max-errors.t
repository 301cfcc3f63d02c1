# The tenth error closes, without an update.
.box
.pop
.login
C: DELE 1
S: +OK
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
C: FOO
S: -ERR Unknown command
S: -ERR ...
closed
L: end=errors
