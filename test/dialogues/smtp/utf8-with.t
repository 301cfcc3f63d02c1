# With SMTPUTF8 it is an address like any other.
U: b\xc3\xbcb@example.org
.ehlo
C: MAIL FROM:<\xc3\xa4nn@cli\xc3\xa9nt.example> SMTPUTF8
S: 250 2.1.0 ...
C: RCPT TO:<b\xc3\xb6b@example.org>
S: 550 5.1.1 ...
C: RCPT TO:<b\xc3\xbcb@ex\xc3\xa4mple.org>
S: 550 5.7.1 ...
C: RCPT TO:<b\xc3\xbcb@example.org>
S: 250 2.1.5 ...
.data
C: Subject: \xe2\x82\xac
C: .
S: 250 2.0.0 ...
.quit
M: büb@example.org path=\xc3\xa4nn@cli\xc3\xa9nt.example to=b\xc3\xbcb@example.org
m: Subject: \xe2\x82\xac
