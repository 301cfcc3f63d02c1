#!/usr/bin/python3
"""Runs a program on a terminal of its own, 40 columns wide.

usage: terminal_steps.py [STEP]... -- COMMAND [ARGUMENT]...

A STEP is `see TEXT`: wait until TEXT has been written since the last step;
or `type TEXT`, with \\n, \\x1b and such; or `size COLUMNS` first of all. `file
NAME`, first of all, makes NAME the program's standard input. In the end all
that was written is printed, and whether the terminal echoes; ends as the
program did.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 20  # seconds for a step


def main():
    steps = sys.argv[1:sys.argv.index('--')]
    command = sys.argv[len(steps) + 2:]
    columns, name = 40, None
    while steps and steps[0].split()[0] in ('size', 'file'):
        word, value = steps.pop(0).split()
        if word == 'size':
            columns = int(value)
        else:
            name = value
    pid, fd = pty.fork()
    if pid == 0:
        # As in a terminal, whatever this runs under (nohup, for one).
        for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
            signal.signal(number, signal.SIG_DFL)
        fcntl.ioctl(0, termios.TIOCSWINSZ,
                    struct.pack('HHHH', 24, columns, 0, 0))
        if name is not None:
            os.dup2(os.open(name, os.O_RDONLY), 0)
        os.execvp(command[0], command)
    seen = b''
    at = 0

    def read():
        nonlocal seen
        if not select.select([fd], [], [], 0.1)[0]:
            return True
        try:
            data = os.read(fd, 4096)
        except OSError:
            return False
        seen += data
        return bool(data)

    for step in steps:
        word, text = step.split(' ', 1)
        text = text.encode().decode('unicode_escape').encode('latin-1')
        if word == 'type':
            os.write(fd, text)
            continue
        limit = time.monotonic() + LIMIT
        while text not in seen[at:]:
            if not read() or time.monotonic() > limit:
                sys.stdout.write(repr(seen) + '\n')
                sys.exit('never seen: %r' % text)
        at = seen.index(text, at) + len(text)
    limit = time.monotonic() + LIMIT
    while read() and time.monotonic() < limit:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            while select.select([fd], [], [], 0)[0] and read():
                pass
            break
    else:
        _, status = os.waitpid(pid, 0)
    print(repr(seen)[2:-1])
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == '__main__':
    main()
