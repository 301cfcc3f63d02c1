# A 5xx after a message counts too.
O: max-errors=2
.ehlo
C: FOO
S: 500 5.5.1 ...
.mail
.data
C: a\rb
C: .
S: 550 5.5.2 ...
S: 421 4.7.0 ...
closed
