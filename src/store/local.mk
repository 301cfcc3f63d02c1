noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = \
	src/store/deliver.c src/store/deliver.h \
	src/store/maildir.c src/store/maildir.h
