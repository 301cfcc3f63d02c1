F: max-size = 2K\r
F: max-recipients = 102\r
S: 220 mx.example ...
C: EHLO client.example
S: 250-mx.example ...
S: 250-PIPELINING
S: 250-SIZE 2048
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS RCPTMAX=102
S: 250 HELP
.quit
