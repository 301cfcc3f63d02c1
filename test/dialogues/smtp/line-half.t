# Half a command is none.
.ehlo
.mail
c: RSET
