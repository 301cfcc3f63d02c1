# In any case, without an argument, and late.
.ehlo
.mail
C: get
S: 554 5.7.0 ...
C: DATA
closed
