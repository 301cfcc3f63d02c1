# More of them than are asked for in advance.
.box
.pop
.login
C*20: RETR 1
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
S: +OK 23 octets
S: Subject: one
S:
S: Hello
S: .
.bye
R: cur/100.one:2,S
R: cur/200.two:2,S
