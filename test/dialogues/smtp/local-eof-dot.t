# The last line of a local session may lack its end, but then it is no line.
local
.ehlo
.mail
.data
c: half\n.
