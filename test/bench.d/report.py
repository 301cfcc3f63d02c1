#!/usr/bin/python3
"""report.py BUILD ROWS: BUILD/results.tsv as a table, on standard output
and in bench.txt, and as a plot in bench.svg. Ratios are taken within a
round; their median decides."""
import html
import math
import os
import statistics
import subprocess
import sys
import time

# row, title, factor of the numbers shown; then lines of label, ours, peer
# (None: ours is held against the target itself), sense and target.
ROWS = [
    ("connection", "one connection per 4 KiB message, 8 at once: messages/s",
     1, [("static / floor", "static", "floor", ">=", 0.75),
         ("static / Postfix", "static", "postfix", ">=", 1.7),
         ("shared / floor", "shared", "floor", "", 0),
         ("shared / Postfix", "shared", "postfix", "", 0)]),
    ("session", "many messages per connection, 8 at once: messages/s",
     1, [("static / floor", "static", "floor", ">=", 0.85),
         ("static / Postfix", "static", "postfix", ">=", 4),
         ("shared / floor", "shared", "floor", "", 0)]),
    ("recipients", "one message to 50 recipients: recipients/s",
     1, [("static / Dovecot LMTP", "static", "dovecot", ">=", 10),
         ("shared / Dovecot LMTP", "shared", "dovecot", "", 0)]),
    ("big", "one 50 MiB message: MiB/s",
     2 ** -20, [("static / floor", "static", "floor", ">=", 0.8),
                ("shared / floor", "shared", "floor", "", 0)]),
    ("idle", "idle connection after EHLO, 40 open: private KiB",
     1, [("static", "static", None, "<=", 90),
         ("shared", "shared", None, "<=", 90),
         ("floor", "floor", None, "", 0)]),
    ("lookup", "recipient, 1,000,000 users against 10: microseconds a RCPT",
     1, [("1,000,000 / 10", "million", "ten", "<=", 1.2)]),
    ("size", "stripped smtpd-lite, shared libsodium: KiB",
     1 / 1024, [("shared", "shared", None, "<=", 96)]),
    ("pop3", "STAT, UIDL and RETR of 1,000 messages of 2 KiB: ms",
     1, [("static / Dovecot, cold", "static", "cold", "<=", 1),
         ("static / Dovecot, warm", "static", "warm", "<=", 1.5),
         ("shared / Dovecot, cold", "shared", "cold", "", 0),
         ("shared / Dovecot, warm", "shared", "warm", "", 0)]),
    ("pop3-many", "... of 100,000 messages: ms",
     1, [("static / Dovecot, cold", "static", "cold", "<=", 1),
         ("static / Dovecot, warm", "static", "warm", "<=", 1.5),
         ("shared / Dovecot, cold", "shared", "cold", "", 0),
         ("shared / Dovecot, warm", "shared", "warm", "", 0)]),
    ("list", "login to STAT of 100,000 messages: ms",
     1, [("static / bare readdir", "static", "bare", "<=", 2),
         ("shared / bare readdir", "shared", "bare", "<=", 2)]),
    ("wire", "octets a message of 100,000 in the wire",
     1, [("static", "static", None, "<=", 40),
         ("shared", "shared", None, "<=", 40)]),
    ("login", "a refused login, beyond its delay: ms",
     1, [("unknown / wrong password", "unknown", "wrong", "<=", 1.05),
         ("wrong password / unknown", "wrong", "unknown", "<=", 1.05)]),
    ("handshake", "a message in the channel and in the clear: ms of CPU",
     1, [("server", "server-pin", "server-plain", "", 0),
         ("client", "client-pin", "client-plain", "", 0)]),
]


class Line:
    def __init__(self, values, row, factor, spec):
        self.label, ours, peer, self.sense, self.target = spec
        mine = values.get((row, ours), {})
        other = values.get((row, peer), {})
        self.both = sorted(mine.keys() & other.keys()) if peer else []
        self.measured = bool(self.both if peer else mine)
        if not self.measured:
            return
        self.ours = statistics.median(mine.values()) * factor
        self.peer = statistics.median(other.values()) * factor if peer else None
        self.ratios = [mine[k] / other[k] for k in self.both]
        self.decides = statistics.median(self.ratios) if peer else self.ours

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
        peer = ratio = span = ""
        if self.ratios:
            peer = "%.1f" % self.peer
            ratio = "%.2f" % self.decides
            span = "%.2f-%.2f" % (min(self.ratios), max(self.ratios))
        target = self.sense and "%s%g" % (self.sense, self.target)
        return ("  %-24s%9.1f%9s%7s%12s%8s %s" % (
            self.label, self.ours, peer, ratio, span, target,
            self.verdict())).rstrip()


def read(build):
    values = {}
    with open(build + "/results.tsv") as f:
        for text in f:
            row, who, sample, value = text.split()
            values.setdefault((row, who), {})[sample] = float(value)
    return values


def filesystem(path):
    kind, source = subprocess.run(
        ["findmnt", "-no", "FSTYPE,SOURCE", "-T", path], check=True,
        stdout=subprocess.PIPE, text=True).stdout.split()
    device = os.path.basename(source)
    if kind == "ext4" and not any(
            j.startswith(device + "-") for j in os.listdir("/proc/fs/jbd2")):
        kind += " without journal"
    return kind


def header(build, rounds):
    host = os.uname()
    return ["%s, Linux %s %s, %d CPUs, %s" % (
        time.strftime("%Y-%m-%d"), host.release, host.machine,
        os.cpu_count(), filesystem(build)),
        "medians of %d interleaved rounds; ratios within a round" % rounds,
        "", "  %-24s%9s%9s%7s%12s%8s" % (
            "", "ours", "peer", "ratio", "min-max", "target")]


def plot(groups):
    """Bars of how far each line is past its target, on a log scale."""
    lines = [(t, x) for t, ls in groups for x in ls
             if x.measured and x.sense]
    left, step, unit, middle = 330, 26, 90, 530
    height = 60 + step * len(lines)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="820" '
           'height="%d" font-family="sans-serif" font-size="12">' % height,
           '<rect width="100%" height="100%" fill="white"/>',
           '<text x="10" y="20">times the target, log scale; '
           'right of the line is past it</text>']

    def x_of(share):
        return middle + unit * max(-2.0, min(3.0, math.log2(share)))

    def share(line, value):
        good = value / line.target
        return good if line.sense == ">=" else 1 / good

    for i, (title, line) in enumerate(lines):
        y = 36 + step * i
        end = x_of(share(line, line.decides))
        colour = "#3a7d44" if line.verdict() == "PASS" else "#b5442e"
        label = title.split(":")[0].split(",")[0] + ": " + line.label
        out.append('<text x="%d" y="%d" text-anchor="end">%s</text>' % (
            left, y + 13, html.escape(label)))
        out.append('<rect x="%.1f" y="%d" width="%.1f" height="16" '
                   'fill="%s"/>' % (min(middle, end), y,
                                    abs(end - middle), colour))
        if line.ratios:
            a, b = (x_of(share(line, f(line.ratios))) for f in (min, max))
            out.append('<path d="M%.1f %dH%.1f" stroke="black"/>' % (
                a, y + 8, b))
        out.append('<text x="%.1f" y="%d">%.2f</text>' % (
            max(end, middle) + 6, y + 13, line.decides))
    out.append('<path d="M%d 30V%d" stroke="black"/>' % (middle, height - 20))
    for k in range(-2, 4):
        out.append('<text x="%d" y="%d" text-anchor="middle">%g</text>' % (
            middle + unit * k, height - 6, 2 ** k))
    return "\n".join(out + ["</svg>", ""])


def main(build, wanted):
    values = read(build)
    rounds = max(map(len, values.values()), default=0)
    groups = [(title, [Line(values, row, factor, s) for s in specs])
              for row, title, factor, specs in ROWS
              if row in wanted.split()]
    text = header(build, rounds)
    for title, lines in groups:
        text += [title] + [x.text() for x in lines]
    text = "\n".join(text) + "\n"
    sys.stdout.write(text)
    with open(build + "/bench.txt", "w") as f:
        f.write(text)
    with open(build + "/bench.svg", "w") as f:
        f.write(plot(groups))
    return any(not x.measured for _, lines in groups for x in lines)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
