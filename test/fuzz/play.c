/*
 * play.c - in place of libFuzzer, for coverage: a target with each of the files
 * in the folders that are named.
 */
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static uint8_t input[1 << 20];

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		DIR *d = opendir(argv[i]);
		struct dirent *e;

		while (d != NULL && (e = readdir(d)) != NULL) {
			int fd = openat(dirfd(d), e->d_name, O_RDONLY);
			ssize_t n =
			    fd < 0 ? -1 : read(fd, input, sizeof(input));

			if (fd >= 0)
				(void)close(fd);
			if (n >= 0)
				(void)LLVMFuzzerTestOneInput(input, (size_t)n);
		}
		if (d != NULL)
			(void)closedir(d);
	}
	return 0;
}
