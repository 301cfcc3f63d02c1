F: log = loud
F: dialect = slang
F: handshake = maybe
F: plaintext-auth = 1
F: sender-login = yes
F: signup = please
F: helo-domain = on
S: 421 4.3.5 ...
closed
exit 78
L: conf:1:
L: conf:2:
L: conf:3:
L: conf:4:
L: conf:5:
L: conf:6:
L: conf:7:
