# NOOP may have an argument (RFC 5321 4.1.1.9), and changes nothing.
.ehlo
.mail
C: NOOP
S: 250 2.0.0 ...
C: NOOP whatever
S: 250 2.0.0 ...
C: NOOP\s\s
S: 250 2.0.0 ...
C: VRFY bob
S: 252 2.1.5 ...
C: HELP
S: 214* ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: x
