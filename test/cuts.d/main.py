"""test/cuts, in its namespaces: main.py BUILD FOLDER SHIM SECONDS LAST
[CASE]... SECONDS are for each case, LAST for all of them together."""

import multiprocessing
import os
import sys
import time
import traceback

import disk
import edits
import replay
import work

# A case: its name, the file system, the work, how it is broken.
JOURNALS = ("ext4", "xfs", "btrfs")
WORKS = (("mail", work.mail), ("50 recipients, 200 KB", work.fifty),
         ("four at once", work.four), ("POP3", edits.pop3),
         ("users, index, keys, sign-up", edits.tools),
         ("counters", edits.counters))
CASES = [(f"{kind}, {name}", kind, what, None)
         for name, what in WORKS for kind in JOURNALS] + [
    ("ext4, synced before its name", "ext4", work.mail, "foreign"),
    ("ext2, synced before its name", "ext2", work.mail, "foreign"),
]
MUTANTS = [
    ("no data sync", "ext4", work.mail, "no-data-sync"),
    ("name before data", "ext4", work.mail, "name-first"),
    ("no file sync", "btrfs", work.mail, "no-file-sync"),
    ("no file sync, of tools", "ext4", edits.tools, "no-file-sync"),
    ("no folder sync", "ext4", work.mail, "foreign no-folder-sync"),
    ("no folder sync, of POP3", "ext4", edits.pop3, "no-folder-sync"),
    ("fast order where it is not allowed", "btrfs", work.mail, "as-ext4"),
]
TRIES = 3  # to catch one: it takes a foreign commit at the wrong moment


def supported(kind):
    with open("/proc/filesystems", encoding="ascii") as f:
        return kind in f.read().split()


def look_at(case, folder, build, shim, seconds, last):
    """The states of one case, looked at."""
    _, kind, what, how = case
    os.mkdir(folder)
    device = disk.Logged(kind, folder)
    foreign = work.Foreign(device.top, folder + "/turns")
    try:
        look = what(work.Work(device, build, shim, how, foreign.turns))
    finally:
        foreign.stop()
    device.close()
    states = replay.States(kind, folder, look, seconds, last)
    return states.run(stop_when_wrong=case in MUTANTS)


def play(case, folder, *how):
    """One case; what came of it, as a line of TAP and lines about it."""
    name, kind = case[:2]
    if not supported(kind):
        return f"ok N - {name} # skip the kernel has no {kind}", []
    began = time.monotonic()
    if case in MUTANTS:
        for n in range(TRIES):
            states = look_at(case, f"{folder}-{n}", *how)
            if states.wrong:
                return f"ok N - caught: {name}: {states.wrong[0]}", []
        return f"not ok N - not caught: {name}", []
    states = look_at(case, folder, *how)
    return (f"{'not ' if states.wrong else ''}ok N - {name}: {states.count} "
            f"states after {states.epochs} flushes"
            f"{f', {states.refused} not mounted' if states.refused else ''} in "
            f"{time.monotonic() - began:.0f} s"), states.wrong[:20]


def safely(arguments):
    try:
        return play(*arguments)
    except Exception:  # pylint: disable=broad-except
        return (f"not ok N - {arguments[0][0]}",
                traceback.format_exc().split("\n"))


def main():
    build, folder, shim, seconds, last, *wanted = sys.argv[1:]
    last = time.monotonic() + float(last)
    cases = [case for case in CASES + MUTANTS
             if not wanted or case[0] in wanted]
    disk.mount("cuts", folder, "tmpfs")
    jobs = [(case, f"{folder}/{n}", build, shim, float(seconds), last)
            for n, case in enumerate(cases)]
    with multiprocessing.Pool(4 * os.cpu_count(), maxtasksperchild=1) as pool:
        bad = 0
        for n, (line, about) in enumerate(pool.imap(safely, jobs), 1):
            print(line.replace("N", str(n), 1), flush=True)
            bad += line.startswith("not")
            for text in about:
                print("#", text, flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
