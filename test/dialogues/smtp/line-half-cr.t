.ehlo
.mail
c: QUIT\r
