# As a sender it has no meaning of its own.
.ehlo
C: MAIL FROM:<postmaster@elsewhere.example>
S: 250 2.1.0 ...
.quit
