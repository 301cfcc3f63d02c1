local
.ehlo
C: NO\x00OP
S: 500 5.5.2 ...
C: NOOP
S: 250 2.0.0 ...
.quit
