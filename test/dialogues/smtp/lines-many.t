# The count is a line's: long lines in a row are no flood.
O: max-errors=1000
.ehlo
C*6: \(30000*x)
S*6: 500 5.5.2 ...
.quit
