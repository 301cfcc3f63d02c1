# make check: the bats files below, reported test by test. They need no root,
# network or systemd; test/run plays those of test/system as well. The longest
# come first.
CLASSROOM_BATS = \
	test/signup.bats \
	test/teaching.bats \
	test/seeds.bats \
	test/watch.bats
BATS = \
	test/unit.bats \
	test/tls.bats \
	test/tamper.bats \
	test/install.bats \
	test/guard.bats \
	test/layering.bats \
	test/ctl.bats \
	test/smuggling.bats \
	test/boundaries.bats \
	test/listen.bats \
	test/login.bats \
	test/client_trust.bats \
	test/client_tls.bats \
	test/client.bats \
	test/ctl_users.bats \
	test/tlsc.bats \
	test/sandbox.bats \
	test/client_talk.bats \
	test/kept.bats \
	test/proxy.bats \
	test/noise.bats \
	test/start.bats \
	test/conf.bats \
	test/constant.bats \
	test/contrib.bats \
	test/ctl_secrets.bats \
	test/log.bats \
	test/metrics.bats \
	test/peer.bats \
	test/pop3.bats \
	test/secrets.bats \
	test/recipes.bats
if TEACHING
TESTS += $(CLASSROOM_BATS)
endif
TESTS += test/dialogues.tap $(BATS)
TEST_EXTENSIONS = .bats .tap

# Said once, and not by each test. No tests, as in `make check TESTS=`, need
# nothing.
check_DATA = check-tools
.PHONY: check-tools
check-tools:
	@missing=; test -z '$(TESTS)' || for tool in bats nm python3; do \
	    command -v $$tool >/dev/null || missing="$$missing $$tool"; \
	done; \
	test -z "$$missing" || { echo "make check: please install what has" \
	    "these (Debian: bats binutils python3):$$missing" >&2; false; }

BATS_LOG_COMPILER = $(top_srcdir)/test/suite
BATS_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/build-aux/tap-driver.sh
TAP_LOG_DRIVER = $(BATS_LOG_DRIVER)

EXTRA_DIST += $(BATS) $(CLASSROOM_BATS) \
	.ci/run \
	test/bench \
	test/bench.d/README \
	test/bench.d/disk.c \
	test/bench.d/disks.sh \
	test/bench.d/floor.c \
	test/bench.d/load.py \
	test/bench.d/peers.sh \
	test/bench.d/plot.py \
	test/bench.d/pop3.c \
	test/bench.d/pop3.py \
	test/bench.d/pop3.sh \
	test/bench.d/report.py \
	test/bench.d/run \
	test/bench.d/secrets.py \
	test/bench.d/secrets.sh \
	test/bench.d/spawn.c \
	test/bench.d/tls.py \
	test/bench.d/tls.sh \
	test/cluster \
	test/soak \
	test/coverage \
	test/calls \
	test/cuts \
	test/cuts.d \
	test/dialogue.py \
	test/dialogues \
	test/dialogues.tap \
	test/README \
	test/lib \
	test/lines test/cycles \
	test/packages \
	test/promise \
	test/proof \
	test/run \
	test/suite \
	test/system

# What is linked into each program and process, in lines of code.
.PHONY: lines
lines: all
	@BUILD=$(abs_builddir) $(top_srcdir)/test/lines
clean-local:
	rm -rf lines
