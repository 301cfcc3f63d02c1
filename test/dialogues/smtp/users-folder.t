# One that cannot be read as well.
O: users=@
S: 421 4.3.5 ...
closed
exit 78
