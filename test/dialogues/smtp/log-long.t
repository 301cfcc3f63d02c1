# A log line never exceeds 1,024 octets.
O: users=any
S: 220 mx.example ...
C: EHLO \(255*h)
S: 250* ...
C: MAIL FROM:<"\(60*\\")"@\(2*\(63*x).)x>
S: 250 2.1.0 ...
C: RCPT TO:<\(64*r)@\(2*\(63*y).)\(61*y)>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
L: from="\(60*\\")@\(2*\(63*x).)x"
L: hello="\(255*h)"
M: rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr@yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
m: x
