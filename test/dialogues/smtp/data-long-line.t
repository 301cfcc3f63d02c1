# No line length limit in DATA.
.ehlo
.mail
.data
C: \(300000*x)
C: .\(200000*.)
C: .
S: 250 2.0.0 ...
.quit
M: bob@example.org
m: \(300000*x)
m: \(200000*.)
