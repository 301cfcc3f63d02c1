#!/usr/bin/python3 -ESB
"""One case of TLS against the servers: tls_cases.py CASE, in a scratch folder.

BUILD names the build. Every session is a server of its own on a connection of
loopback, so that its exit code and its log can be looked at. The cases are in
the other files, by what they are about.
"""
import os
import sys

import tls_ctl  # noqa: F401
import tls_pairs  # noqa: F401
import tls_processes  # noqa: F401
import tls_sessions  # noqa: F401
import tls_starttls  # noqa: F401
import tls_tickets  # noqa: F401
from cases import CASES, case
from tls_site import make_site


@case
def site():
    """Nothing but the site, for others."""


def main():
    os.umask(0o077)
    make_site()
    CASES[sys.argv[1]]()


if __name__ == "__main__":
    main()
