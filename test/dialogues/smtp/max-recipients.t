# RCPT past max-recipients: 452 4.5.3; those before it get the mail.
O: users=any
.ehlo
C: MAIL FROM:<ann@client.example>
S: 250 2.1.0 ...
C: RCPT TO:<u0@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u1@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u2@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u3@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u4@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u5@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u6@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u7@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u8@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u9@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u10@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u11@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u12@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u13@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u14@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u15@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u16@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u17@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u18@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u19@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u20@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u21@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u22@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u23@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u24@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u25@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u26@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u27@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u28@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u29@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u30@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u31@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u32@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u33@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u34@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u35@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u36@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u37@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u38@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u39@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u40@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u41@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u42@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u43@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u44@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u45@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u46@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u47@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u48@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u49@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u50@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u51@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u52@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u53@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u54@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u55@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u56@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u57@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u58@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u59@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u60@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u61@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u62@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u63@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u64@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u65@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u66@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u67@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u68@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u69@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u70@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u71@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u72@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u73@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u74@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u75@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u76@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u77@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u78@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u79@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u80@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u81@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u82@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u83@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u84@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u85@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u86@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u87@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u88@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u89@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u90@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u91@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u92@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u93@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u94@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u95@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u96@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u97@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u98@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u99@example.org>
S: 250 2.1.5 ...
C: RCPT TO:<u100@example.org>
S: 452 4.5.3 ...
C: RCPT TO:<u101@example.org>
S: 452 4.5.3 ...
.data
C: x
C: .
S: 250 2.0.0 ...
.quit
M: u0@example.org to=-
m: x
M: u1@example.org to=-
m: x
M: u2@example.org to=-
m: x
M: u3@example.org to=-
m: x
M: u4@example.org to=-
m: x
M: u5@example.org to=-
m: x
M: u6@example.org to=-
m: x
M: u7@example.org to=-
m: x
M: u8@example.org to=-
m: x
M: u9@example.org to=-
m: x
M: u10@example.org to=-
m: x
M: u11@example.org to=-
m: x
M: u12@example.org to=-
m: x
M: u13@example.org to=-
m: x
M: u14@example.org to=-
m: x
M: u15@example.org to=-
m: x
M: u16@example.org to=-
m: x
M: u17@example.org to=-
m: x
M: u18@example.org to=-
m: x
M: u19@example.org to=-
m: x
M: u20@example.org to=-
m: x
M: u21@example.org to=-
m: x
M: u22@example.org to=-
m: x
M: u23@example.org to=-
m: x
M: u24@example.org to=-
m: x
M: u25@example.org to=-
m: x
M: u26@example.org to=-
m: x
M: u27@example.org to=-
m: x
M: u28@example.org to=-
m: x
M: u29@example.org to=-
m: x
M: u30@example.org to=-
m: x
M: u31@example.org to=-
m: x
M: u32@example.org to=-
m: x
M: u33@example.org to=-
m: x
M: u34@example.org to=-
m: x
M: u35@example.org to=-
m: x
M: u36@example.org to=-
m: x
M: u37@example.org to=-
m: x
M: u38@example.org to=-
m: x
M: u39@example.org to=-
m: x
M: u40@example.org to=-
m: x
M: u41@example.org to=-
m: x
M: u42@example.org to=-
m: x
M: u43@example.org to=-
m: x
M: u44@example.org to=-
m: x
M: u45@example.org to=-
m: x
M: u46@example.org to=-
m: x
M: u47@example.org to=-
m: x
M: u48@example.org to=-
m: x
M: u49@example.org to=-
m: x
M: u50@example.org to=-
m: x
M: u51@example.org to=-
m: x
M: u52@example.org to=-
m: x
M: u53@example.org to=-
m: x
M: u54@example.org to=-
m: x
M: u55@example.org to=-
m: x
M: u56@example.org to=-
m: x
M: u57@example.org to=-
m: x
M: u58@example.org to=-
m: x
M: u59@example.org to=-
m: x
M: u60@example.org to=-
m: x
M: u61@example.org to=-
m: x
M: u62@example.org to=-
m: x
M: u63@example.org to=-
m: x
M: u64@example.org to=-
m: x
M: u65@example.org to=-
m: x
M: u66@example.org to=-
m: x
M: u67@example.org to=-
m: x
M: u68@example.org to=-
m: x
M: u69@example.org to=-
m: x
M: u70@example.org to=-
m: x
M: u71@example.org to=-
m: x
M: u72@example.org to=-
m: x
M: u73@example.org to=-
m: x
M: u74@example.org to=-
m: x
M: u75@example.org to=-
m: x
M: u76@example.org to=-
m: x
M: u77@example.org to=-
m: x
M: u78@example.org to=-
m: x
M: u79@example.org to=-
m: x
M: u80@example.org to=-
m: x
M: u81@example.org to=-
m: x
M: u82@example.org to=-
m: x
M: u83@example.org to=-
m: x
M: u84@example.org to=-
m: x
M: u85@example.org to=-
m: x
M: u86@example.org to=-
m: x
M: u87@example.org to=-
m: x
M: u88@example.org to=-
m: x
M: u89@example.org to=-
m: x
M: u90@example.org to=-
m: x
M: u91@example.org to=-
m: x
M: u92@example.org to=-
m: x
M: u93@example.org to=-
m: x
M: u94@example.org to=-
m: x
M: u95@example.org to=-
m: x
M: u96@example.org to=-
m: x
M: u97@example.org to=-
m: x
M: u98@example.org to=-
m: x
M: u99@example.org to=-
m: x
