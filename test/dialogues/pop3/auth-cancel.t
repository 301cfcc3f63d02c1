# A star takes it back.
.box
.pop
C: AUTH PLAIN
S: +\s
C: *
S: -ERR Cancelled
C: AUTH LOGIN
S: + VXNlcm5hbWU6
C: Ym9i
S: + UGFzc3dvcmQ6
C: *
S: -ERR Cancelled
C: NOOP
S: +OK
.bye
