# %d, %u and %% in the path of a Maildir.
O: mail=@/mail/100%%/%u
.ehlo
.mail
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: bob@100%
m: x
