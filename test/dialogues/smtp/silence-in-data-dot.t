O: idle-timeout=1
ways step
.ehlo
.mail
.data
c: half\r\n.\r
S: 421 4.4.2 ...
closed
