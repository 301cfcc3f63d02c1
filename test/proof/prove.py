#!/usr/bin/python3 -ESB
"""What Frama-C can prove of proto/: `run` calls this, when all is there.

Prints for each file its functions, alarms, and goals, and ends with 1 if
anything differs from what `ratchet` records, for better or worse, or if a
fault that is put in on purpose is not found.
"""
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
SRC = os.path.join(HERE, "../../src")
EVA = ("-eva -eva-interprocedural-splits"
       " -eva-no-alloc-returns-null -eva-alloc-builtin fresh"
       " -eva-no-builtins-auto -eva-builtin calloc:Frama_C_calloc,"
       "memcpy:Frama_C_memcpy,memset:Frama_C_memset,strlen:Frama_C_strlen"
       " -eva-msg-key=-initial-state,-final-states").split()
# These hand on parts of a buffer: pointer and length belong together.
INLINE = ("bytes_skip,bytes_cut,bytes_take,bytes_until,bytes_str,word_take,"
          "find_end,drop,line_kind")
FEW = ["-eva-slevel", "300", "-inline-calls", INLINE]
# All that a function may do stays apart, up to the end of a call of eva.c.
APART = ["-eva-slevel", "3000", "-eva-split-return", "full", "-inline-calls",
         "bytes_str", "-eva-slevel-function",
         "once:0,once_like:0,once_letters:0"]
BASE = ["bytes", "base64", "addr", "ip"]
WP = "-wp -wp-rte -wp-prover cvc4,z3 -wp-timeout 60 -wp-par 1".split()
# What WP proves: the file, the functions in it, and how. The output of DATA
# stands apart from its input, or in its place, as in the server.
DOT = ("interior put line_end dot_step dot_init dot_feed dot_last dot_ended"
       " text_changes_nothing reference_means pieces_add_up stream").split()
TAKEN = "find_end line_kind keep_head drop cmdline_take bytes_skip".split()
PROVED = (("dot", DOT, "APART"), ("dot", DOT, "IN_PLACE"),
          ("cmdline", TAKEN, "SPLIT"), ("trace", ["civil"], "WHOLE"))
# What is wrong, (file, what stands there, what is put in its place); EVA sees it
# by the function of eva.c of that name.
FAULTS = {
    "cmdline": ("an octet before the line",
                ("cmdline.c", "line->n > 0 && line->p[line->n - 1] == '\\r'",
                 "line->p[line->n - 1] == '\\r'")),
    "hops": ("a search beyond the input",
             ("dot.c", "memchr(p + i, '\\n', n - i)",
              "memchr(p + i, '\\n', n)")),
    "mailargs": ("the first octet of an empty key",
                 ("args.c", "key->n == 0 || key->p[0] == '-'",
                  "key->p[0] == '-'")),
    "path": ("the first octet behind <",
             ("path.c", "all > 0 && r.p[0] == '>'", "r.p[0] == '>'")),
    "sasl": ("a password of any length",
             ("sasl.c", "password.n <= sizeof(l->password) ? password.n : 0",
              "password.n")),
    "startnoise": ("the first octet of an empty word",
                   ("startnoise.c", "word->n > 0", "word->p[0] != ' '")),
    "trace": ("the first octet of an empty address",
              ("trace.c", "ip.n > 0 && !v6", "!v6")),
}
# WP sees it by a goal that it cannot prove: what is wrong, file, where, the
# function, the goal.
WP_FAULTS = (
    ("a line begins behind a bare LF", "dot",
     ("dot.c", "d->bare = true;\n\t\td->state = DOT_TEXT;",
      "d->bare = true;\n\t\td->state = DOT_LINE;"),
     "line_end", "line_end_ensures_end"),
    ("text is passed over behind a CR", "dot",
     ("dot.c", "d->state == DOT_TEXT && !d->bare", "!d->bare"),
     "dot_feed", "dot_feed_assert_none"),
    ("a line ends at a bare LF", "cmdline",
     ("cmdline.c", "(lf > in.p && lf[-1] == '\\r')", "lf > in.p"),
     "find_end", "find_end_ensures_end"),
)


def replaced(path, old, new):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if text.count(old) != 1:
        sys.exit(f"test/proof/run: {path} has this {text.count(old)} times,"
                 f" not once: {old}")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new))


class Tree:
    """A copy of what is proved."""

    def __init__(self, folder, mutant=None):
        self.folder = folder
        for zone in ("proto", "base"):
            shutil.copytree(f"{SRC}/{zone}", f"{folder}/src/{zone}")
        shutil.copytree(HERE, f"{folder}/proof")
        if mutant:
            replaced(f"{folder}/src/proto/{mutant[0]}", *mutant[1:])

    def annotate(self, name):
        """Adds what loops keep. A part of NAME.loops is a line, and what goes
        before it, or with = at the beginning in its place."""
        with open(f"{HERE}/{name}.loops", encoding="utf-8") as f:
            parts = f.read().strip("\n").split("\n\n")
        for part in parts:
            line, note = part.split("\n", 1)
            new = note[1:] if note[0] == "=" else f"{note}\n{line}"
            replaced(f"{self.folder}/src/proto/{name}.c", f"\n{line}\n",
                     f"\n{new}\n")

    def frama_c(self, *arguments, flags=""):
        done = subprocess.run(
            ["frama-c", "-machdep", "gcc_x86_64", "-cpp-extra-args="
             f"-Isrc -Iproof/include -D_GNU_SOURCE {flags}", *arguments],
            cwd=self.folder, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False,
            env={**os.environ, "HOME": HOME, "PWD": self.folder})
        if done.returncode != 0:
            sys.exit(f"test/proof/run: frama-c failed:\n{done.stdout[-2000:]}")
        return done.stdout

    def eva(self, name):
        """Calls NAME of eva.c: functions, alarms of each file."""
        if name == "trace":
            self.annotate(name)  # WP proves what is promised there
        proto = sorted(f"src/proto/{f}" for f in
                       os.listdir(f"{self.folder}/src/proto")
                       if f.endswith(".c"))
        out = self.frama_c("proof/eva.c", "proof/more.c",
                           "proof/libc.c", *proto,
                           *[f"src/base/{f}.c" for f in BASE], "-main", name,
                           *EVA, *ENTRIES[name])
        alarms = set(re.findall(
            r"^\[eva:alarm\] (\S+?):(\d+): Warning: *\n?((?: .*\n)+)", out,
            re.M))
        functions = re.search(r"(\d+) functions? analyzed", out)
        return (int(functions.group(1)),
                collections.Counter(a[0].removeprefix("src/")
                                    for a in alarms), alarms)

    def wp(self, name, functions, how, *options):
        """Proves FUNCTIONS of NAME.c: how many goals, and the open ones."""
        self.annotate(name)
        if how == "SPLIT":
            options += ("-wp-split",)
        out = self.frama_c(f"proof/{name}.c", *WP, *options, "-wp-fct",
                           ",".join(functions), flags=f"-D{how}")
        proved, goals = re.search(r"Proved goals: +(\d+) / (\d+)",
                                  out).groups()
        opened = set(re.findall(r"Goal typed_(?:\w+_)??(\w+).* : (?!Valid)",
                                out))
        opened |= set(re.findall(r"^\[wp\] \[(?:Failed|Timeout|Unknown)\] "
                                 r"Goal typed_(\w+)", out, re.M))
        return int(proved), int(goals), opened


def eva(folder, found):
    tree = Tree(folder)
    for name in ENTRIES:
        functions, files, alarms = tree.eva(name)
        print(f"{name:11} {functions:4} functions"
              f" {sum(files.values()):4} alarms", flush=True)
        for file, line, what in sorted(alarms):
            print(f"    {file}:{line}: {' '.join(what.split())}")
        for file, number in files.items():
            found[f"eva {name} {file}"] = number
    return True


def wp(folder, found):
    for name, functions, how in PROVED:
        tree = Tree(f"{folder}/{name}{how}")
        proved, goals, opened = tree.wp(name, functions, how)
        print(f"{name + '.c':11} {len(functions):4} functions {goals:4} goals"
              f" {proved:4} proved, {how}", flush=True)
        for goal in sorted(opened):
            print(f"    open: {goal}")
            found[f"wp {name} {how} {goal}"] = 1
    word = subprocess.run(["z3", HERE + "/word.smt2"], text=True,
                          stdout=subprocess.PIPE, check=False).stdout
    if word != "unsat\n":
        found["wp word.smt2"] = 1
    return True


def mutants(folder, _found):
    caught = {}
    for name, (what, fault) in FAULTS.items():
        caught[what] = Tree(f"{folder}/{name}", fault).eva(name)[2]
    for what, name, fault, function, goal in WP_FAULTS:
        tree = Tree(f"{folder}/{function}", fault)
        opened = tree.wp(name, [function], "APART", "-wp-timeout", "5",
                         "-wp-prop", goal.rsplit("_", 1)[1])[2]
        caught[what] = any(g.startswith(goal) for g in opened)
    for what, seen in caught.items():
        print(f"mutant: {what}: {'caught' if seen else 'NOT CAUGHT'}",
              flush=True)
    return all(caught.values())


PARTS = {"eva": eva, "wp": wp, "mutants": mutants}


def main(parts):
    found, good = {}, True
    with tempfile.TemporaryDirectory() as folder:
        for part in parts:
            good = PARTS[part](f"{folder}/{part}", found) and good
    return held(found, parts) and good


def held(found, parts):
    """True if all is as recorded."""
    recorded = {}
    with open(HERE + "/ratchet", encoding="utf-8") as f:
        for line in f:
            if line.strip() and line[0] != "#":
                key, number = line.rsplit(None, 1)
                if key.split()[0] in parts:
                    recorded[key] = int(number)
    good = True
    for key in sorted(recorded.keys() | found.keys()):
        was, now = recorded.get(key, 0), found.get(key, 0)
        if was != now:
            good = False
            print(f"ratchet: {key}: {now}, recorded {was}: " + (
                "prove it or mend it" if now > was else "record it"))
    return good


# The functions of eva.c: how EVA looks at them.
ENTRIES = {"args": FEW, "cmdline": FEW, "stuff": FEW, "hops": APART,
           "mailargs": APART, "path": APART, "proxy": FEW, "sasl": APART,
           "startnoise": APART, "trace": FEW + ["-eva-use-spec", "civil"]}
if not set(sys.argv[1:]) <= set(PARTS):
    sys.exit(f"usage: test/proof/run [{' | '.join(PARTS)}]...")
with tempfile.TemporaryDirectory() as HOME:
    subprocess.run(["why3", "config", "detect"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**os.environ, "HOME": HOME})
    status = main(sys.argv[1:] or list(PARTS))
sys.exit(0 if status else 1)
