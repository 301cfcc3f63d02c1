"""Cases of a test: functions, which a bats file calls by their names."""
import os
import subprocess

CASES = {}


def case(function):
    CASES[function.__name__.replace("_", "-")] = function
    return function


def same(found, wanted):
    if found != wanted:
        raise AssertionError(f"{found!r}, not {wanted!r}")


def may_look(pid):
    try:
        os.readlink(f"/proc/{pid}/exe")
    except PermissionError:
        return False
    return True


def hidden(processes):
    """Nobody may look into these, by name, as one may into others."""
    with subprocess.Popen(["sleep", "60"]) as other:
        seen = may_look(other.pid)
        other.kill()
    same(seen, True)
    same([name for name, pid in processes.items() if may_look(pid)], [])
