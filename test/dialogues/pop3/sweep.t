# tmp/ is swept of what is older than 36 hours.
P: tmp/1.old age 130000
p: x
P: tmp/2.young age 120000
p: x
P: tmp/3.folder folder
.pop
.login
.bye
R: tmp/2.young
R: tmp/3.folder
