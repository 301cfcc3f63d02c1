# A local session: LF ends lines, a password is fine.
.box
program pop3d-lite
local
ways once step
S: +OK ...
.login
C: STAT
S: +OK 2 50
C: RETR 2
S: +OK 27 octets
S: Subject: two
S:
S: ..dot
S: end
S: .
.bye
