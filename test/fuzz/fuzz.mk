# Builds the fuzz targets: every *_fuzz.c of this folder, linked with what it
# needs of our sources, all under libFuzzer's eyes. Used by test/fuzz/run
# with SRC, the source tree, and BUILD, a folder that was configured.
CC = clang
OUT = $(BUILD)/fuzz
# How our sources and targets are built; test/fuzz/run --reach has others.
OBJECT = -fsanitize=fuzzer-no-link,address,undefined
TARGET = -fsanitize=fuzzer,address,undefined
PLAY =
FLAGS = -std=gnu11 -g -O1 -fno-omit-frame-pointer \
	-fno-sanitize-recover=all -Wall -Wextra -Wconversion -Wshadow \
	-include config.h -I$(BUILD) -I$(SRC)/src -I$(SRC)/test \
	-I$(SRC)/test/fuzz -DLIBEXECDIR='"/usr/libexec"' -DSYSCONFDIR='"/etc"' -DLOCALSTATEDIR='"/var"' \
	$(shell pkg-config --cflags libsodium) -MMD -MP
LIBS = $(shell pkg-config --libs libsodium)
# Of TLS, which not every machine has.
OF_TLS = keyproc relay
TLS := $(shell pkg-config --exists gnutls && echo tls)

# The programs' own main.c, what it chooses from, and the sandbox are no parsers.
OURS := $(filter-out %/main.c %/tlsd.c %/tlsc.c %/dialect_strict.c %/dialect_teaching.c, $(wildcard \
	$(patsubst %,$(SRC)/src/%/*.c,base proto conn users vault store guard smtp ctl \
	wire pop3d $(TLS))))
OBJECTS := $(patsubst $(SRC)/src/%.c,$(OUT)/%.o,$(OURS))
TARGETS := $(patsubst $(SRC)/test/fuzz/%.c,$(OUT)/%, \
	$(wildcard $(SRC)/test/fuzz/*_fuzz.c))
ifeq ($(TLS),)
TARGETS := $(filter-out $(OF_TLS:%=$(OUT)/%_fuzz), $(TARGETS))
else
LIBS += $(shell pkg-config --libs gnutls)
endif

all: $(TARGETS)

$(OUT)/%_fuzz: $(SRC)/test/fuzz/%_fuzz.c $(OUT)/ours.a
	@echo "  FUZZ     $(@F)"
	@$(CC) $(FLAGS) $(TARGET) -o $@ $< $(PLAY) $(OUT)/ours.a $(LIBS)

# The walk through the guard does without time and hashes; and two zones have
# an account_find.
$(OUT)/guard_fuzz: $(SRC)/test/fuzz/guard_fuzz.c $(OUT)/guarded.a
	@echo "  FUZZ     $(@F)"
	@$(CC) $(FLAGS) $(TARGET) -Wl,--wrap=poll,--wrap=crypto_pwhash \
		-o $@ $< $(PLAY) $(OUT)/guarded.a $(LIBS)

$(OUT)/guarded.a: $(filter-out $(OUT)/ctl/% $(OUT)/smtp/%, $(OBJECTS))
	@rm -f $@
	@ar cr $@ $^

$(OUT)/ours.a: $(OBJECTS)
	@rm -f $@
	@ar cr $@ $^

$(OUT)/%.o: $(SRC)/src/%.c $(BUILD)/config.h
	@mkdir -p $(@D)
	@$(CC) $(FLAGS) $(OBJECT) -c -o $@ $<

-include $(OBJECTS:.o=.d) $(TARGETS:=.d)
.PHONY: all
.DELETE_ON_ERROR:
