# A local session that ends in a body.
local
.ehlo
.mail
.data
C: half
