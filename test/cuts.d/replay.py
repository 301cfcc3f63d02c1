"""The states that a power cut could leave: after each flush, what was written
since is there in part, in whole, or not at all."""

import errno
import os
import random
import subprocess
import time

import disk

CHUNK = 65536
MUST = 2  # rounds, if there is time
FEW = 0.1  # of the second round at least, if there is none
# Of the states with writes missing, one in so many may be one that XFS calls
# corrupt, for a hole in its log, and does not mount.
REFUSED = 50


class States:
    """Plays a log again and again for SECONDS, and not beyond LAST, and
    calls LOOK(folder, marks so far) with each state mounted; it returns what
    is wrong there."""

    def __init__(self, kind, folder, look, seconds, last, seed=1):
        self.kind, self.folder, self.look = kind, folder, look
        self.log = list(disk.read_log(kind, folder + "/log"))
        self.size, self.grain = disk.KINDS[kind][2:]
        self.end, self.last = time.monotonic() + seconds, last
        self.random = random.Random(seed)
        self.count, self.epochs, self.wrong = 0, 0, []
        self.refused = 0
        self.state = folder + "/state"
        open(self.state, "wb").close()
        os.truncate(self.state, self.size)
        self.fd = os.open(self.state, os.O_RDWR)
        self.loop = disk.Loop(self.state)
        self.after = folder + "/after"
        os.mkdir(self.after)

    def run(self, stop_when_wrong=False):
        n = 0
        while not self._over(n, stop_when_wrong):
            self._round(n, stop_when_wrong)
            n += 1
        os.close(self.fd)
        self.loop.close()
        return self

    def _over(self, n, stop_when_wrong):
        """The first round is complete whatever the clock says, so that no
        moment is left out, and the second one goes to its end."""
        now = time.monotonic()
        return (n > 1 and now > self.last or n >= MUST and now > self.end
                or stop_when_wrong and bool(self.wrong)
                or len(self.wrong) > 20)

    def _round(self, n, stop_when_wrong):
        durable = bytearray(self.size)
        with open(self.folder + "/before", "rb") as f:
            data = f.read(self.size)
            durable[:len(data)] = data
        self.chunks = {at for at in range(0, self.size, CHUNK)
                       if durable.count(0, at, at + CHUNK)
                       < min(CHUNK, self.size - at)}
        pending, marks, heard = [], [], True
        for event in [*self.log, (disk.FLUSH,)]:
            if event[0] == disk.WRITE:
                pending.append(event[1:])
            elif event[0] == disk.MARK:
                marks.append(event[1])
                heard = True
            elif pending or heard:
                if n == 0:
                    self.epochs += 1
                if (n != 1 or time.monotonic() < self.last
                        or self.random.random() < FEW):
                    self._look(durable, self._part(n, pending), marks)
                if self._over(n, stop_when_wrong):
                    return
                for at, data in pending:
                    durable[at:at + len(data)] = data
                    self._touch(at, len(data))
                pending, heard = [], False

    def _touch(self, at, n):
        self.chunks.update(range(at // CHUNK * CHUNK, at + n, CHUNK))

    def _part(self, n, pending):
        """What of PENDING has reached the disk: in round 0 nothing; then
        each write with a chance that changes, one of them torn."""
        if n == 0:
            return []
        chance = (0.97, 0.5, 0.9, 0.15)[n % 4]
        some = [w for w in pending if self.random.random() < chance]
        long = [i for i, w in enumerate(some) if len(w[1]) > self.grain]
        if long and n % 2 == 1:
            i = self.random.choice(long)
            some[i:i + 1] = self._torn(*some[i])
        return some

    def _torn(self, at, data):
        return [(at + i, data[i:i + self.grain])
                for i in range(0, len(data), self.grain)
                if self.random.random() < 0.5]

    def _look(self, durable, part, marks):
        self.loop.forget()
        os.ftruncate(self.fd, 0)
        os.ftruncate(self.fd, self.size)
        for at in self.chunks:
            os.pwrite(self.fd, durable[at:at + CHUNK], at)
        for at, data in part:
            os.pwrite(self.fd, data, at)
        self.loop.forget()
        self.count += 1
        try:
            self._mount()
        except OSError as e:
            if (self.kind == "xfs" and part
                    and e.errno in (errno.EBADMSG, errno.EUCLEAN)):
                self.refused += 1
                if self.refused * REFUSED <= max(self.count, REFUSED):
                    return
            self.wrong.append(f"{self._where(marks)}: {e}")
            return
        try:
            found = self.look(self.after, marks)
        finally:
            disk.unmount(self.after)
        self.wrong += [f"{self._where(marks)}: {what}" for what in found]

    def _mount(self):
        """As a system does that starts: what has no journal is looked at by
        e2fsck, and a superblock that was torn as well."""
        if self.kind == "ext2":
            self._mend()
        try:
            disk.mount(self.loop.path, self.after, self.kind,
                       disk.KINDS[self.kind][1], disk.MS_RDONLY)
        except OSError:
            if self.kind != "ext4":
                raise
            self._mend()
            disk.mount(self.loop.path, self.after, self.kind,
                       disk.KINDS[self.kind][1], disk.MS_RDONLY)

    def _mend(self):
        done = subprocess.run(["e2fsck", "-fy", self.loop.path], check=False,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
        if done.returncode > 2:
            raise OSError("e2fsck cannot mend it")

    def _where(self, marks):
        return (f"{self.kind}, state {self.count}, after "
                f"{marks[-1] if marks else 'the start'}")
