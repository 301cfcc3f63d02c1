# Unit programs: one paragraph each.
UNIT = $(AM_CPPFLAGS) -I$(srcdir)/test/unit
EXTRA_DIST += test/unit/unit.h

check_PROGRAMS += bytes_test
bytes_test_SOURCES = test/unit/bytes_test.c
bytes_test_CPPFLAGS = $(UNIT)
bytes_test_LDADD = libbase.a

check_PROGRAMS += base64_test
base64_test_SOURCES = test/unit/base64_test.c
base64_test_CPPFLAGS = $(UNIT)
base64_test_LDADD = libbase.a
