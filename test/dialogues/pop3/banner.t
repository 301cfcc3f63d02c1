# The banner, and QUIT before a login.
.pop
.bye
