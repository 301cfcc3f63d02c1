# Names as long as there are, and what a shell or a log would stumble over.
P: cur/1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
p: x
P: new/2.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
p: x
P: new/3.-\n\r\x1b[2J
p: x
P: new/4.\s'"$(x)`;%n
p: x
P: new/5.x:2,:2,S
p: x
P: new/6.x:1,old
p: x
.pop
.login
C: STAT
S: +OK 6 18
C: UIDL
S: +OK ...
S: 1 76277525da64a554185ba9b5ef4e7ad5f9be86219e21b196fade32f4f86684bc
S: 2 0531343c21daf93a814b7f71444fff7b7b1fbf6b3a468879caa7f55a7efc676b
S: 3 eb1e0212f327303a60b7ea7d5a650c0d768fe48f68e6bda3ca4990c2ed12e139
S: 4 97e90f8292bcaaa4b095b0149cf7e347bdbdd53bae31b51030447d09e62ebb36
S: 5 5.x
S: 6 6.x
S: .
C: RETR 1
S: +OK 3 octets
S: x
S: .
C: DELE 2
S: +OK
C: RETR 3
S: +OK 3 octets
S: x
S: .
C: DELE 4
S: +OK
C: RETR 5
S: +OK 3 octets
S: x
S: .
C: RETR 6
S: +OK 3 octets
S: x
S: .
.bye
R: cur/1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
R: cur/3.-\n\r\x1b[2J:2,S
R: cur/5.x:2,S
R: cur/6.x:2,S
