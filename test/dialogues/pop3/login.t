# USER and PASS.
.box
.pop
.login
.bye
L: result=yes
L: end=quit
N: secret
