# End of input in a body: nothing is delivered.
.ehlo
.mail
.data
C: half
