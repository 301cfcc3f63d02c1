noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = \
	src/store/deliver.c src/store/deliver.h \
	src/store/draft.c \
	src/store/folder.c src/store/folder.h \
	src/store/listing.c src/store/listing.h \
	src/store/maildir.c src/store/maildir.h \
	src/store/filename.c src/store/filename.h \
	src/store/order.c \
	src/store/update.c
