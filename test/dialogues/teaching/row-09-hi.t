# seeds 9, 10: HI greets; what nobody knows is said to be unknown.
O: dialect=teaching
S: 220 mx.example ...
C: HI
S: 250 2.0.0 Hello 192.0.2.7
C: hi there
S: 250 2.0.0 Hello 192.0.2.7
C: HO
S: 500 5.5.1 Unknown command
.quit
