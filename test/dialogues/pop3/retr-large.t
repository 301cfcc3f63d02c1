# More than buffers hold.
P: new/1.a
p*3000: .\(70*x)
.pop
ways once step
.login
C: RETR 1
S: +OK 219000 octets
S*3000: ..\(70*x)
S: .
.bye
R: cur/1.a:2,S
