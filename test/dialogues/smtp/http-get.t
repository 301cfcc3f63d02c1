# HTTP as a verb: 554 5.7.0, close at once.
S: 220 mx.example ...
C: GET / HTTP/1.1
S: 554 5.7.0 ...
C: Host: mx.example
C:
C: EHLO client.example
closed
