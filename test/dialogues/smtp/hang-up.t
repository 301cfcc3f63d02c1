# End of input anywhere: exit 0.
.ehlo
.mail
