#!/usr/bin/python3
"""report.py BUILD ROWS: BUILD/results.tsv as a table, on standard output and
in table.txt, and drawn in table.svg. Ratios are taken within a round; their
median decides."""
import os
import platform
import statistics
import subprocess
import sys
import time

import plot

# What results.tsv holds of a row: a value, and for mail what one message has
# cost the disk.
VALUE, COMMITS, FLUSHES = range(3)

# row, title, what is shown, factor of it; then lines of label, ours, peer
# (None: ours is held against the target itself), sense and target. Without a
# target a line is only for information.
COMMITS_TITLE = "journal commits a message, "
ROWS = [
    ("alone", COMMITS_TITLE + "one session alone",
     COMMITS, 1, [("static", "static", None, "<=", 1.05),
                  ("Postfix", "postfix", None, "", 0)]),
    ("session", COMMITS_TITLE + "8 sessions",
     COMMITS, 1, [("static", "static", None, "<=", 0.5),
                  ("Postfix", "postfix", None, "", 0)]),
    ("three", COMMITS_TITLE + "8 sessions, three recipients",
     COMMITS, 1, [("static", "static", None, "<=", 1.0),
                  ("Postfix", "postfix", None, "", 0)]),
    ("connection", "one connection per 4 KiB message, 8 at once: messages/s",
     VALUE, 1, [("exec, static / Postfix", "static", "postfix", ">=", 1.8),
                ("exec, static / floor", "static", "floor", ">=", 0.75),
                ("listener / Postfix", "listener", "postfix", ">=", 2),
                ("listener / forking floor", "listener", "forking", ">=",
                 0.65),
                ("exec, shared / Postfix", "shared", "postfix", "", 0)]),
    ("session", "many messages per connection, 8 at once: messages/s",
     VALUE, 1, [("static / Postfix", "static", "postfix", ">=", 4),
                ("static / floor", "static", "floor", ">=", 0.85),
                ("shared / Postfix", "shared", "postfix", "", 0)]),
    ("slow-connection", "a flush of 4 ms, one connection per message, "
     "one at a time: messages/s",
     VALUE, 1, [("exec, static / Postfix", "static", "postfix", ">=", 1.8),
                ("listener / Postfix", "listener", "postfix", ">=", 1.8)]),
    ("slow-session", "a flush of 4 ms, one session: messages/s",
     VALUE, 1, [("static / Postfix", "static", "postfix", ">=", 1.8)]),
    ("slow-sessions", "a flush of 4 ms: " + COMMITS_TITLE + "8 sessions",
     COMMITS, 1, [("static", "static", None, "<=", 0.5),
                  ("Postfix", "postfix", None, "", 0)]),
    ("slow-three", "a flush of 4 ms: " + COMMITS_TITLE +
     "8 sessions, three recipients",
     COMMITS, 1, [("static", "static", None, "<=", 1.0),
                  ("Postfix", "postfix", None, "", 0)]),
    ("slow-connections", "a flush of 4 ms, one connection per message, "
     "8 at once: messages/s",
     VALUE, 1, [("exec, static / Postfix", "static", "postfix", ">=", 1.8),
                ("exec, static / floor", "static", "floor", ">=", 0.75),
                ("listener / Postfix", "listener", "postfix", ">=", 2),
                ("listener / forking floor", "listener", "forking", ">=",
                 0.65)]),
    ("slow-sessions", "a flush of 4 ms, many messages per connection, "
     "8 at once: messages/s",
     VALUE, 1, [("static / Postfix", "static", "postfix", ">=", 4),
                ("static / floor", "static", "floor", ">=", 0.85)]),
    ("recipients", "one message to 50 recipients: recipients/s",
     VALUE, 1, [("static / Dovecot LMTP", "static", "dovecot", ">=", 10),
                ("shared / Dovecot LMTP", "shared", "dovecot", "", 0)]),
    ("big", "one 50 MiB message: MiB/s",
     VALUE, 2 ** -20, [("static / floor", "static", "floor", ">=", 0.8),
                       ("shared / floor", "shared", "floor", "", 0)]),
    ("idle", "idle connection after EHLO, 40 open: private KiB",
     VALUE, 1, [("exec, static", "static", None, "<=", 72),
                ("exec, shared", "shared", None, "<=", 90),
                ("listener, static", "listener", None, "<=", 72),
                ("listener, shared", "listener-shared", None, "<=", 90),
                ("floor", "floor", None, "", 0)]),
    ("idle", "the listener itself: private KiB",
     COMMITS, 1, [("static", "listener", None, "<=", 200),
                  ("shared", "listener-shared", None, "<=", 200)]),
    ("lookup", "recipient, 1,000,000 users against 10: us a RCPT",
     VALUE, 1, [("1,000,000 / 10", "million", "ten", "<=", 1.2)]),
    ("empty", "an empty session beside a program that does nothing: us",
     VALUE, 1, [("static, musl", "static", "nothing.static", "<=", 3),
                ("shared, glibc", "shared", "nothing.shared", "", 0)]),
    ("size", "stripped smtpd-lite: KiB",
     VALUE, 1 / 1024, [("shared", "shared", None, "<=", 104),
                       ("shared, without teaching", "plain", None, "<=", 96),
                       ("static, musl", "static", None, "<=", 400)]),
    ("pop3", "STAT, UIDL and RETR of 1,000 messages of 2 KiB: ms",
     VALUE, 1, [("static / Dovecot, cold", "static", "cold", "<=", 1),
                ("static / Dovecot, warm", "static", "warm", "<=", 1.5)]),
    ("pop3-many", "... of 100,000 messages: ms",
     VALUE, 1, [("static / Dovecot, cold", "static", "cold", "<=", 1),
                ("static / Dovecot, warm", "static", "warm", "<=", 1.5)]),
    ("list", "login to STAT of 100,000 messages: ms",
     VALUE, 1, [("static / bare readdir", "static", "bare", "<=", 2)]),
    ("wire", "octets a message of 100,000 in the wire",
     VALUE, 1, [("static", "static", None, "<=", 40)]),
    ("login", "a refused login, beyond its delay: ms",
     VALUE, 1, [("unknown / wrong password", "unknown", "wrong", "<=", 1.05),
                ("wrong password / unknown", "wrong", "unknown", "<=",
                 1.05)]),
    ("handshake", "a message in the channel and in the clear: ms of CPU",
     VALUE, 1, [("server", "server-pin", "server-plain", "", 0),
                ("client", "client-pin", "client-plain", "", 0)]),
    ("tls-session", "a session in TLS after EHLO, 40 open: private KiB",
     VALUE, 1, [("exec, static", "tls", None, "<=", 850)]),
    ("tls-more", "one in the clear where TLS is configured: KiB more",
     VALUE, 1, [("exec, static", "tls", None, "<=", 60)]),
    ("tls-cpu", "TLS 1.3 and one message, ECDSA: ms of CPU a connection",
     VALUE, 1, [("exec, static / Postfix", "tls", "postfix", "<=", 2)]),
    ("tls-rate", "handshakes a second, four at once",
     VALUE, 1, [("exec, static", "tls-implicit", None, "", 0),
                ("listener, static", "tls-listener", None, "", 0)]),
]


class Line:
    """One line of the table."""

    def __init__(self, samples, row, column, factor, spec):
        self.label, ours, peer, self.sense, self.target = spec

        def of(who):
            return {k: v[column] * factor
                    for k, v in samples.get((row, who), {}).items()}

        mine, other = of(ours), of(peer)
        both = sorted(mine.keys() & other.keys())
        self.measured = bool(both if peer else mine)
        if not self.measured:
            return
        self.ours = statistics.median(mine.values())
        self.peer = statistics.median(other.values()) if peer else None
        self.all = ([mine[k] / other[k] for k in both] if peer
                    else list(mine.values()))
        self.decides = statistics.median(self.all)

    def verdict(self):
        if not self.measured:
            return "not measured"
        if not self.sense:
            return ""
        low = self.decides < self.target
        high = self.decides > self.target
        return "SHORT" if (low if self.sense == ">=" else high) else "PASS"

    def text(self):
        if not self.measured:
            return "  %-24s %s" % (self.label, self.verdict())
        peer = "" if self.peer is None else "%.1f" % self.peer
        ratio = "" if self.peer is None else "%.2f" % self.decides
        ours = "%.2f" if self.peer is None and self.ours < 10 else "%.1f"
        span = "%.2f-%.2f" % (min(self.all), max(self.all))
        if len(self.all) < 2 or min(self.all) > 30:
            span = ""
        wanted = self.sense and "%s%g" % (self.sense, self.target)
        return ("  %-25s%8s%9s%7s%12s%8s %s" % (
            self.label, ours % self.ours, peer, ratio, span, wanted,
            self.verdict())).rstrip()


def read(build):
    samples = {}
    with open(build + "/results.tsv") as f:
        for text in f:
            row, who, sample, *values = text.split()
            samples.setdefault((row, who), {})[sample] = [
                float(x) for x in values]
    return samples


def middle(samples, row, who, column):
    return statistics.median(
        v[column] for v in samples[row, who].values())


def disk_costs(samples, row):
    """What a message has cost the disk, for the lines of its rates."""
    whos = [w for r, w in samples
            if r == row and len(next(iter(samples[r, w].values()))) > FLUSHES]
    for i in range(0, len(whos), 2):
        yield "    " + "   ".join(
            "%s: %.2f commits, %.2f flushes" % (
                w, middle(samples, row, w, COMMITS),
                middle(samples, row, w, FLUSHES)) for w in whos[i:i + 2])


def release():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return "an unknown system"


def machine():
    kind = subprocess.run(["systemd-detect-virt"], stdout=subprocess.PIPE,
                          text=True, check=False).stdout.strip()
    return "virtual machine" if kind not in ("none", "") else "machine"


def header(samples):
    host = os.uname()
    rounds = max((len(v) for v in samples.values()), default=0)
    lines = ["%s, %s of %d CPUs, %s, Linux %s %s" % (
        time.strftime("%Y-%m-%d"), machine(), os.cpu_count(), release(),
        host.release, host.machine)]
    for (row, disk), values in samples.items():
        if row == "disk":
            took, flushes = next(iter(values.values()))
            lines.append("disk `%s`: journaled ext4, %.2f ms and %.2f flushes "
                         "an fdatasync" % (disk, took, flushes))
    return lines + [
        "medians of %d interleaved rounds; ratios within a round" % rounds,
        "", "  %-25s%8s%9s%7s%12s%8s" % (
            "", "ours", "peer", "ratio", "min-max", "wanted")]


def main(build, wanted):
    samples = read(build)
    groups = [(title, [Line(samples, row, column, factor, s) for s in specs],
               disk_costs(samples, row) if column == VALUE else [])
              for row, title, column, factor, specs in ROWS
              if row in wanted.split()]
    text = header(samples)
    for title, lines, costs in groups:
        text += [title] + [x.text() for x in lines] + list(costs)
    held = [x.verdict() for _, lines, _ in groups for x in lines]
    text += ["", "%d PASS, %d SHORT, %d not measured" % (
        held.count("PASS"), held.count("SHORT"), held.count("not measured"))]
    text = "\n".join(text) + "\n"
    sys.stdout.write(text)
    with open(build + "/table.txt", "w") as f:
        f.write(text)
    with open(build + "/table.svg", "w") as f:
        f.write(plot.svg([(title, lines) for title, lines, _ in groups],
                         header(samples)[0]))
    return held.count("not measured") > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
