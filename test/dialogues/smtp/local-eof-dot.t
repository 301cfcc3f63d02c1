# The last line of a transcript may lack its end, but then it is no line.
local
.ehlo
.mail
.data
c: half\n.
