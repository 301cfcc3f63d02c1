F: log = stderr
F: dialect = strict
F: handshake = off
F: plaintext-auth = never
F: sender-login = any
F: signup = guest,open
F: signup-limit = 5
F: helo-domain = match
F: min-rate = 0
F: session-timeout = 1h
F: idle-timeout = 5m
.ehlo
.quit
