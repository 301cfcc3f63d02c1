.ehlo
.mail
.data
c: half\r\n.\r
