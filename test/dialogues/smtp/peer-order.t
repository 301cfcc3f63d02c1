# UCSPI comes first, then systemd, then xinetd.
E: REMOTE_ADDR=192.0.2.10
E: REMOTE_HOST=192.0.2.11
.ehlo
.quit
L: rip=192.0.2.7
N: 192.0.2.1
