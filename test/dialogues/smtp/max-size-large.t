# Both sides of a larger limit, over many buffers.
O: max-size=200K
.ehlo
.mail
.data
c: \(204798*x)\r\n.\r\n
S: 250 2.0.0 ...
.mail
.data
c: \(204799*x)\r\n.\r\n
S: 552 5.3.4 ...
.mail
.data
c: \(1000000*x)\r\n.\r\n
S: 552 5.3.4 ...
.quit
M: bob@example.org
m: \(204798*x)
