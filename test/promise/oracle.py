"""Reads a trace and says where the promise behind 250 was broken.

A 250 to a message is a lie unless, when the write that carries it begins,
each recipient's new/ holds a file whose data went to stable storage after
its last write, that nobody has open for writing, and whose name, and the
names of all folders made on the way to it, went there too. A link into
new/ is too early unless nobody can write to the file any more and its data
is on stable storage, or, where a journal keeps the order (ORDERED), at least
with the device: then one fsync behind the links is enough for both. A failed
sync or close cannot be made good by another one.

The trace is `strace -f -y` of both processes. Calls overlap: each has the
line where it began and the line where it was done, and `after` means that
the one had ended before the other began.
"""

import posixpath
import re

LINE = re.compile(r"(\d+) +(.*)\Z")
WHOLE = re.compile(r"(\w+)\((.*)\) += (-?\d+|\?)(.*)\Z", re.S)
FD = re.compile(r"(\d+)<(.*)>\Z", re.S)
ACK = re.compile(r"250 2\.0\.0 Stored as ([0-9a-f]{16})")
RIGHTS = re.compile(r"cmsg_type=SCM_RIGHTS, cmsg_data=\[(\d+)<([^>]*)>\]")


class Call:
    """A finished system call: its ARGS are the text between the brackets."""

    def __init__(self, pid, name, args, result, rest, began, done):
        self.pid, self.name, self.args = pid, name, args
        self.ok = result != "?" and int(result) >= 0
        self.result, self.rest = result, rest
        self.began, self.done = began, done

    def parts(self):
        """The arguments, split where no bracket or string is open."""
        return re.findall(r'(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+', self.args)

    def fd(self, i=0):
        """The descriptor and its path in argument I."""
        m = FD.match(self.parts()[i].strip())
        return (int(m[1]), m[2]) if m else (None, None)

    def path(self, dir_arg, name_arg):
        """A path given as a folder's descriptor and a name in it."""
        name = self.parts()[name_arg].strip().strip('"')
        at = re.search(r"<(.*)>", self.parts()[dir_arg])
        return posixpath.normpath(posixpath.join(at[1] if at else "", name))


def calls(lines):
    """All calls of a trace, in the order in which they were done; one that
    never came back is done at the end."""
    open_calls, result = {}, []
    for n, line in enumerate(lines):
        m = LINE.match(line.rstrip("\n"))
        if not m:
            continue
        pid, text, began = m[1], m[2], n
        if text.endswith("<unfinished ...>"):
            open_calls[pid] = (n, text[:-len("<unfinished ...>")].rstrip())
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)\Z", text, re.S)
        if resumed:
            if pid not in open_calls:
                continue
            began, head = open_calls.pop(pid)
            text = head + resumed[1]
        if whole := WHOLE.match(text):
            result.append(Call(pid, *whole.groups(), began, n))
    for pid, (began, head) in open_calls.items():
        if m := re.match(r"(\w+)\((.*)\)?\Z", head, re.S):
            result.append(Call(pid, m[1], m[2], "?", "", began, len(lines)))
    return result


def folder(path):
    """The name of the folder that PATH is in."""
    return posixpath.basename(posixpath.dirname(path))


class File:
    """A message file, by whatever names it goes."""

    def __init__(self, path):
        self.names, self.writers, self.readers = {path}, set(), set()
        self.written, self.sent, self.synced = -1, -1, -1
        self.failed = None
        self.let_go = False  # by all, before a sync: an error may be lost

    def ready(self, at, ordered=False):
        """What is missing for it to be shown to others at line AT, or (not
        ORDERED) for a 250."""
        if self.failed:
            return self.failed
        if self.writers:
            return "is open for writing"
        if ordered and self.written < self.sent <= at:
            return None
        if self.synced <= self.written or self.synced > at:
            return "is not on stable storage"
        if self.let_go:
            return "was closed by all before it was synced"
        return None


class Oracle:
    """Follows the calls. BOXES are the mailboxes each message goes to, in
    the order of the messages; MAIL is the top of the tree; ORDERED, if its
    file system has a journal that keeps the order of data and names."""

    def __init__(self, mail, boxes, ordered):
        self.mail, self.boxes, self.ordered = mail, list(boxes), ordered
        self.files, self.open, self.wrong = {}, {}, []
        self.ever = {}  # files by every name they had
        # Names that came into being: path -> [line, line of its fsync].
        self.entries, self.folders = {}, []
        self.acknowledged = []

    def complain(self, call, what):
        self.wrong.append(f"line {call.began + 1}: {what}")

    def judge(self, lines):
        """Everything wrong with this trace."""
        events = [(c.done, 1, c) for c in calls(lines)]
        # What is told to the peer counts from where it begins.
        events += [(began, 0, c) for began, _, c in
                   [(c.began, 0, c) for _, _, c in events]
                   if ACK.search(c.args)]
        for _, done, call in sorted(events, key=lambda e: e[:2]):
            if not done:
                self.acknowledge(call)
            elif handler := getattr(self, "on_" + call.name, None):
                handler(call)
        if len(self.acknowledged) != len(self.boxes):
            self.wrong.append(f"{len(self.acknowledged)} of "
                              f"{len(self.boxes)} messages were answered")
        self.wrong += [f"{path} was not removed" for path in self.files
                       if folder(path) == "tmp"]
        return self.wrong

    # Descriptors.

    def on_openat(self, call):
        if call.ok and (call.pid, int(call.result)) in self.open:
            self.complain(call, "the trace misses a close")
        if not call.ok or "O_DIRECTORY" in call.args:
            return
        path = call.path(0, 1)
        if not path.startswith(self.mail + "/"):
            return
        if "O_CREAT" in call.args:
            if "O_EXCL" not in call.args or folder(path) != "tmp":
                self.complain(call, "a message is not begun as it should be")
            self.ever[path] = self.files[path] = File(path)
            self.entries[path] = [call.done, -1]
        if path in self.files:
            self._opened((call.pid, int(call.result)), self.files[path],
                         "O_RDONLY" in call.args)

    def _opened(self, handle, file, reads=False):
        self.open[handle] = file
        (file.readers if reads else file.writers).add(handle)

    def on_recvmsg(self, call):
        got = RIGHTS.search(call.args)
        if call.ok and got and got[2] in self.files:
            self._opened((call.pid, int(got[1])), self.files[got[2]])

    def on_close(self, call):
        file = self.open.pop((call.pid, call.fd()[0]), None)
        if file is not None:
            file.writers.discard((call.pid, call.fd()[0]))
            file.readers.discard((call.pid, call.fd()[0]))
            if not call.ok:
                file.failed = "was closed in vain"
            elif (not file.writers and not file.readers
                  and file.synced <= file.written):
                file.let_go = True

    def on_exit_group(self, call):
        for handle in [h for h in self.open if h[0] == call.pid]:
            file = self.open.pop(handle)
            file.writers.discard(handle)
            file.readers.discard(handle)

    # Data.

    def _file(self, call):
        """By the descriptor, else by what strace says that it is."""
        fd, path = call.fd()
        return self.open.get((call.pid, fd)) or self.ever.get(path)

    def on_write(self, call):
        file = self._file(call)
        if file is not None:
            file.written = call.done
            if any(folder(name) == "new" for name in file.names):
                self.complain(call, "written to after it was shown")

    on_pwrite64 = on_writev = on_ftruncate = on_write

    def on_fsync(self, call):
        file, path = self._file(call), call.fd()[1]
        if file is not None and not call.ok:
            file.failed = "could not be synced"
        elif file is not None and call.began > file.written:
            file.synced = call.done
        elif file is None and not call.ok:
            self.entries[path + "/"] = [call.done, -1]  # for ever in doubt
        elif file is None:
            for name, entry in self.entries.items():
                if (posixpath.dirname(name) == path and entry[1] < 0
                        and entry[0] < call.began and name[-1] != "/"):
                    entry[1] = call.done

    on_fdatasync = on_fsync

    def on_sync_file_range(self, call):
        file = self._file(call)
        if file is None or not call.ok and re.search(
                "ENOSYS|EINVAL|ESPIPE|EPERM", call.rest):
            return  # the call is not to be had there
        whole = [part.strip() for part in call.parts()[1:]] == [
            "0", "0", "SYNC_FILE_RANGE_WAIT_BEFORE|SYNC_FILE_RANGE_WRITE|"
            "SYNC_FILE_RANGE_WAIT_AFTER"]
        if not call.ok:
            file.failed = "could not be written out"
        elif whole and call.began > file.written:
            file.sent = call.done

    # Names.

    def on_mkdirat(self, call):
        if call.ok:
            self.entries[call.path(0, 1)] = [call.done, -1]
            self.folders.append(call.path(0, 1))

    def on_linkat(self, call):
        self._named(call, keep=True)

    def on_renameat2(self, call):
        self._named(call, keep=False)

    def _named(self, call, keep):
        old, new = call.path(0, 1), call.path(2, 3)
        file = self.files.get(old)
        if not call.ok or file is None:
            return
        missing = file.ready(call.began, self.ordered)
        if missing is not None:
            self.complain(call, f"{new} {missing}")
        if new in self.files:
            self.complain(call, f"{new} was overwritten")
        file.names.add(new)
        self.ever[new] = self.files[new] = file
        self.entries[new] = [call.done, -1]
        if not keep:
            file.names.discard(old)
            del self.files[old]

    def on_unlinkat(self, call):
        path = call.path(0, 1)
        if call.ok and path in self.files:
            self.files.pop(path).names.discard(path)
            self.entries.pop(path, None)

    # The word.

    def acknowledge(self, call):
        for ident in ACK.findall(call.args):
            if ident in self.acknowledged:
                continue  # a write that took only a part of it
            self.acknowledged.append(ident)
            for box in self.boxes[len(self.acknowledged) - 1:][:1]:
                for mailbox in box:
                    self._must_be_kept(call, ident, mailbox)
            for path in self.folders:
                self._must_be_durable(call, path)

    def _must_be_durable(self, call, path):
        entry = self.entries.get(path)
        if entry is not None and not -1 < entry[1] < call.began:
            self.complain(call, f"250, and {path} is not durable")
        if posixpath.dirname(path) + "/" in self.entries:
            self.complain(call, f"250, and the folder of {path} "
                          "could not be synced")

    def _must_be_kept(self, call, ident, mailbox):
        new = posixpath.join(self.mail, mailbox, "new")
        names = [path for path in self.files if f"R{ident}." in path
                 and posixpath.dirname(path) == new]
        if len(names) != 1:
            self.complain(call, f"250, and {len(names)} names in {new}")
            return
        file, path = self.files[names[0]], names[0]
        if file.ready(call.began) is not None:
            self.complain(call, f"250, and {path} {file.ready(call.began)}")
        self._must_be_durable(call, path)


def judge(lines, mail, boxes, ordered):
    """What is wrong with this delivery; an empty list if nothing is."""
    return Oracle(mail, boxes, ordered).judge(lines)
