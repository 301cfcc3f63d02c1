ways once step bytes cuts
.ehlo
.mail
.data
c: one\rtwo\r\nthree\r.\rMAIL FROM:<x@y>\r\n.\r\n
S: 550 5.5.2 ...
.quit
