"""Cases of a test: functions, which a bats file calls by their names."""
CASES = {}


def case(function):
    CASES[function.__name__.replace("_", "-")] = function
    return function


def same(found, wanted):
    if found != wanted:
        raise AssertionError(f"{found!r}, not {wanted!r}")
