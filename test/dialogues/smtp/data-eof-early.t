.ehlo
.mail
.data
