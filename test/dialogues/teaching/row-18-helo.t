# seeds 18, 22: a wrong HELO is an error until it is right; two mails.
O: dialect=teaching
S: 220 mx.example ...
C: HELO
S: 501 5.5.4 ...
C: HELO a b
S: 501 5.5.4 ...
C: HELO gmail.example
S: 250 mx.example
.mail
.data
C: one
C: .
S: 250 2.0.0 ...
.mail
.data
C: two
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: one
M: bob@example.org
m: two
