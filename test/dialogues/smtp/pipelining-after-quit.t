# Nothing runs after QUIT.
.ehlo
C: QUIT
S: 221 2.0.0 ...
C: MAIL FROM:<ann@client.example>
C: NOOP
closed
