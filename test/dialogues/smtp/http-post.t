# A browser that was made to post SMTP gets nothing done.
S: 220 mx.example ...
C: POST / HTTP/1.1
S: 554 5.7.0 ...
C: Content-Length: 90
C:
C: EHLO client.example
C: MAIL FROM:<ann@client.example>
C: RCPT TO:<bob@example.org>
C: DATA
C: smuggled
C: .
closed
