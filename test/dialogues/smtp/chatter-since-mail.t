# They are counted since the last mail.
.ehlo
C*98: NOOP
S*98: 250 2.0.0 ...
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
C*99: RSET
S*99: 250 2.0.0 ...
C: HELP
S: 214* ...
S: 421 4.7.0 ...
closed
M: bob@example.org
m: x
