"""plot.py - the table of test/bench as a drawing: how far each line is past
what is wanted, on a log scale."""
import html
import math

WIDTH, LEFT, UNIT, MIDDLE, STEP, TOP = 980, 470, 70, 640, 20, 74
LOWEST, HIGHEST = -2, 3  # powers of two
GREEN, RED, GREY = "#3a7d44", "#b5442e", "#555555"


def place(share):
    return MIDDLE + UNIT * max(LOWEST, min(HIGHEST, math.log2(share)))


def text(x, y, words, anchor="start", style=""):
    return '<text x="%.1f" y="%.1f" text-anchor="%s" %s>%s</text>' % (
        x, y, anchor, style, html.escape(words))


def bar(y, line):
    """One line: its bar, the span of its rounds, what was measured."""
    def share(value):
        good = max(value, 1e-9) / line.target
        return good if line.sense == ">=" else 1 / good

    colour = GREEN if line.verdict() == "PASS" else RED
    end = place(share(line.decides))
    ends = [place(share(f(line.all))) for f in (min, max)]
    said = "%.2f" if line.decides < 10 else "%.0f"
    yield text(LEFT - 12, y + 13, line.label, "end")
    yield '<rect x="%.1f" y="%d" width="%.1f" height="14" fill="%s"/>' % (
        min(MIDDLE, end), y + 2, abs(end - MIDDLE), colour)
    yield '<path d="M%.1f %dH%.1f" stroke="black"/>' % (
        min(ends), y + 9, max(ends))
    yield text(max(ends + [end, MIDDLE]) + 6, y + 13,
               said % line.decides, style='font-weight="bold"')
    yield text(WIDTH - 12, y + 13, "%s %g" % (line.sense, line.target), "end",
               'fill="%s"' % GREY)


def body(groups):
    """The drawing, and where it ends."""
    out, y = [], TOP
    for title, lines in groups:
        lines = [x for x in lines if x.measured and x.sense]
        if not lines:
            continue
        out.append(text(12, y + 14, title, style='font-weight="bold"'))
        y += STEP
        for line in lines:
            out += bar(y, line)
            y += STEP
        y += 6
    return out, y


def scale(bottom):
    for k in range(LOWEST, HIGHEST + 1):
        x = MIDDLE + UNIT * k
        yield '<path d="M%d %dV%d" stroke="%s"/>' % (
            x, TOP - 8, bottom, "#dddddd" if k else "black")
        yield text(x, TOP - 14, "%g" % 2 ** k, "middle", 'fill="%s"' % GREY)
    yield text(WIDTH - 12, TOP - 14, "wanted", "end", 'fill="%s"' % GREY)


def svg(groups, subtitle):
    drawn, bottom = body(groups)
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" '
        'font-family="sans-serif" font-size="12">' % (WIDTH, bottom + 16),
        '<rect width="100%" height="100%" fill="white"/>',
        text(12, 22, "smtpd-lite: what was measured, in times of what is "
             "wanted", style='font-size="15" font-weight="bold"'),
        text(12, 42, subtitle + "; green: reached, red: not", style='fill="%s"' % GREY),
        *scale(bottom), *drawn, "</svg>", ""])
