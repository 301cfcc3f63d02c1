# SIZE and LIMITS say what is configured.
O: max-size=3K
O: max-recipients=250
S: 220 mx.example ...
C: EHLO client.example
S: 250-mx.example ...
S: 250-PIPELINING
S: 250-SIZE 3072
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS RCPTMAX=250
S: 250 HELP
.quit
