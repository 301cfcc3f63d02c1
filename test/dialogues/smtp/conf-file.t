# Keys of a file; -o comes after it.
F: # a comment
F:
F: \s\smax-size =  2K\s\s
F: max-recipients=101
F: recipient-delimiter =
F: max-errors = 3
O: max-errors=2
S: 220 mx.example ...
C: EHLO client.example
S: 250-mx.example ...
S: 250-PIPELINING
S: 250-SIZE 2048
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS RCPTMAX=101
S: 250 HELP
C: FOO
S: 500 5.5.1 ...
C: FOO
S: 500 5.5.1 ...
S: 421 4.7.0 ...
closed
