# Fuzz targets are built by test/fuzz/run, with clang.
EXTRA_DIST += test/fuzz
