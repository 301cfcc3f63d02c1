# A18: the size of a message without a last line end is in its name
# The file is not read. This name lies by one, which reading would tell.
P: new/1.a,S=4,W=05
q: abcd
.pop
.login
C: STAT
S: +OK 1 7
C: LIST 1
S: +OK 1 7
.bye
