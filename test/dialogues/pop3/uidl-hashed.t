# Ids that do not fit are hashed, and so are those that look like a hash.
P: new/1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
p: x
P: new/1700000000.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
p: x
P: new/2.\x01
p: x
P: new/2.\xc3\xa4:2,F
p: x
P: new/2.a\sb
p: x
P: new/3.ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
p: x
P: new/3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
p: x
.pop
.login
C: UIDL
S: +OK ...
S: 1 1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
S: 2 a6a31af00224c2a8d674c26cbf44e051874275c1c065c43fbbb842e72c3e25ff
S: 3 c858c8d36a89cca51335fa6b71c8f5d03be0b9df6fb9174fe1311034816f6803
S: 4 74874420600967fe493ef0a40f7fc3d4b3ca2b47596b02ffee87aee04d5d2fa2
S: 5 3.ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
S: 6 ee1ce239931124b84220d279380a2e6a994261001f93a995f9be1a083ef14cc5
S: 7 f508f2b3673e51ff9f3a4cff64e45206647a6de1cb490895a513de1676fe1116
S: .
.bye
