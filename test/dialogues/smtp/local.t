# A local session: bare LF ends a line, in commands and in DATA.
local
.ehlo
.mail
.data
C: To: bob@example.org
C:
C: ..dot
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org how=ESMTP
m: To: bob@example.org
m:
m: .dot
m: x
