# B4: nobody is here, so somebody has lost them: all mail is for later.
U: # nobody yet
U: 
U: not an address
S: 421 4.3.5 ...
closed
exit 78
L: no address is in it
