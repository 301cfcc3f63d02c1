# TOP is no RETR: nothing is moved.
.box
.pop
.login
C: TOP 1 100
S: +OK ...
S: Subject: one
S:
S: Hello
S: .
.bye
