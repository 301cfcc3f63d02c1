# Case-blind in both parts; the mailbox is named by the entry in the file.
U: Bob@Example.ORG
.ehlo
C: MAIL FROM:<Ann@Client.Example>
S: 250 2.1.0 ...
C: RCPT TO:<bOB@eXAMPLE.org>
S: 250 2.1.5 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: Bob@Example.ORG path=Ann@Client.Example
m: x
