#!/usr/bin/python3
"""Runs a program on a terminal:
answer_prompts.py PROGRAM [WORD]... -- [ANSWER]...

Types an ANSWER whenever the program has asked for one (its output ends in a
colon, or in one and a blank) and does not echo; prints all that the terminal
showed. Exits as the program does, or with 99 if it asked less often than there
are answers.
"""
import os
import pty
import select
import sys
import termios

PATIENCE = 30


def main():
    at = sys.argv.index("--")
    words, answers = sys.argv[1:at], sys.argv[at + 1:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(words[0], words)
    shown = b""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            got = os.read(terminal, 4096)
        except OSError:  # Linux: the other side is gone
            got = b""
        if not got:
            break
        shown += got
        quiet = not termios.tcgetattr(terminal)[3] & termios.ECHO
        if answers and quiet and shown.endswith((b": ", b":")):
            os.write(terminal, answers.pop(0).encode() + b"\n")
    else:
        os.kill(pid, 9)
    status = os.waitpid(pid, 0)[1]
    sys.stdout.write(shown.decode(errors="replace"))
    sys.exit(99 if answers else os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
