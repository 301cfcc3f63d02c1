# What EHLO offers: this, and nothing that is not done.
S: 220 mx.example ...
C: EHLO client.example
S: 250-mx.example ...
S: 250-PIPELINING
S: 250-SIZE 52428800
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS RCPTMAX=100
S: 250 HELP
.quit
