# No other end will do, even if it is the last thing that comes.
.ehlo
.mail
.data
c: half\n.\n
