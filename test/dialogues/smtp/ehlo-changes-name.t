# The trace header names the last greeting.
.ehlo
C: EHLO other.example
S: 250* ...
.mail
.data
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org helo=other.example how=ESMTP
