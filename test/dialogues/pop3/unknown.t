# Verbs we have not, and one without a pair for it.
.pop
C: APOP bob c4c9334bac560ecc979e58001b3e22fb
S: -ERR Unknown command
C: STLS
S: -ERR [SYS/PERM] Not offered
C: XTND XMIT
S: -ERR Unknown command
C: LAST
S: -ERR Unknown command
C: HELO x
S: -ERR Unknown command
.bye
