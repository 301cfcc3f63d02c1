# Half a command is none.
.box
.pop
.login
c: QUIT
R: new/100.one
R: cur/200.two:2,S
