# A bare LF: drain to the true end, one 550 5.5.2, nothing stored.
ways once step bytes cuts
.ehlo
.mail
.data
c: one\ntwo\r\nthree\n.\nMAIL FROM:<x@y>\r\n.\r\n
S: 550 5.5.2 ...
.quit
