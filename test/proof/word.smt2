; dot.c's `interior`: no octet of a word is CR or below if this is zero.
; unsat: there is no word to the contrary.
(set-logic QF_BV)
(declare-const word (_ BitVec 64))
(assert (= #x0000000000000000 (bvand
  (bvsub word #x0e0e0e0e0e0e0e0e) (bvnot word) #x8080808080808080)))
(assert (or
  (bvule ((_ extract 7 0) word) #x0d)
  (bvule ((_ extract 15 8) word) #x0d)
  (bvule ((_ extract 23 16) word) #x0d)
  (bvule ((_ extract 31 24) word) #x0d)
  (bvule ((_ extract 39 32) word) #x0d)
  (bvule ((_ extract 47 40) word) #x0d)
  (bvule ((_ extract 55 48) word) #x0d)
  (bvule ((_ extract 63 56) word) #x0d)))
(check-sat)
