# Below 100 is refused as a bad value.
F:
F: max-recipients = 99
S: 421 4.3.5 ...
closed
exit 78
L: conf:2:
L: max-recipients
