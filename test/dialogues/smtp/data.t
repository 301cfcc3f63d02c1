# A message as most are.
ways once step bytes cuts
.ehlo
.mail
.data
C: From: ann@client.example
C: To: bob@example.org
C: Subject: hello
C:
C: Hello, Bob.
C:
C: Ann
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org path=ann@client.example to=bob@example.org helo=client.example how=ESMTP
m: From: ann@client.example
m: To: bob@example.org
m: Subject: hello
m:
m: Hello, Bob.
m:
m: Ann
