# B4: a users file without anybody is for later
# Somebody has lost them: nobody is told that he is unknown.
U: # nobody yet
U: 
U: not an address
S: 421 4.3.5 ...
closed
exit 78
L: no address is in it
