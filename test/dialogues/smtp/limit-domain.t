# Domain: 256 octets are too many, whatever is before them.
.ehlo
C: MAIL FROM:<a@\(4*\(63*x).)>
S: 501 5.1.7 ...
C: MAIL FROM:<@\(3*\(63*x).)\(63*x):a@client.example>
S: 501 5.1.7 ...
.quit
