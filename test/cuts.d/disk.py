"""Disks of the tests of power cuts: files as loop devices, mounts, and a disk
whose writes and flushes are logged in order (dm-log-writes' format) by
qemu-storage-daemon. Run in a mount namespace and a process namespace of one's
own: all of it ends with that, however that ends."""

import ctypes
import fcntl
import os
import signal
import struct
import subprocess
import time

QEMU = os.environ.get("QEMU", "qemu-storage-daemon")
LIBC = ctypes.CDLL(None, use_errno=True)
MS_RDONLY, MNT_DETACH = 1, 2
LOOP_CONFIGURE, LOOP_CTL_GET_FREE = 0x4C0A, 0x4C82
LO_FLAGS_AUTOCLEAR = 4
BLKFLSBUF = 0x1261
MARKS = 1 << 20  # octets behind the file system's end
SECTOR = 512


def mount(what, where, kind, options="", flags=0):
    if LIBC.mount(os.fsencode(what), os.fsencode(where), kind.encode(),
                  flags, options.encode()) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"mount {kind}: {os.strerror(error)}")


def unmount(where):
    """What was killed a moment ago may hold it still."""
    for _ in range(200):
        if LIBC.umount2(os.fsencode(where), 0) == 0:
            return
        if ctypes.get_errno() != 16:  # EBUSY
            break
        time.sleep(0.05)
    error = ctypes.get_errno()
    raise OSError(error, f"umount {where}: {os.strerror(error)}")


class Loop:
    """A loop device; it goes when nobody has it open."""

    def __init__(self, path, size=0):
        back = os.open(path, os.O_RDWR)
        control = os.open("/dev/loop-control", os.O_RDWR)
        info = struct.pack("=QQQQQIIII", 0, 0, 0, 0, size, 0, 0, 0,
                           LO_FLAGS_AUTOCLEAR)
        config = struct.pack("=II", back, 0) + info.ljust(232, b"\0")
        try:
            # Another process may be faster.
            for _ in range(100):
                n = fcntl.ioctl(control, LOOP_CTL_GET_FREE)
                self.path = f"/dev/loop{n}"
                if not os.path.exists(self.path):
                    os.mknod(self.path, 0o60600, os.makedev(7, n))
                self.fd = os.open(self.path, os.O_RDWR)
                try:
                    fcntl.ioctl(self.fd, LOOP_CONFIGURE,
                                config.ljust(304, b"\0"))
                    return
                except OSError:
                    os.close(self.fd)
            raise OSError("no loop device is free")
        finally:
            os.close(back)
            os.close(control)

    def forget(self):
        """What was read of the file, which has changed since."""
        fcntl.ioctl(self.fd, BLKFLSBUF)

    def close(self):
        os.close(self.fd)


# How each file system is made and mounted, its size, and the octets that a
# disk writes wholly or not at all: btrfs needs its blocks whole.
KINDS = {
    "ext4": (["mkfs.ext4", "-q", "-F", "-E",
              "nodiscard,lazy_itable_init=0,lazy_journal_init=0"],
             "", 24 << 20, 512),
    "ext2": (["mkfs.ext2", "-q", "-F", "-E", "nodiscard"], "", 12 << 20, 512),
    "xfs": (["mkfs.xfs", "-q", "-f", "-K", "--unsupported"],
            "nouuid", 32 << 20, 512),
    "btrfs": (["mkfs.btrfs", "-q", "-K", "-m", "single"],
              "nodiscard", 120 << 20, 4096),
}


def make(kind, path, extra=()):
    """A file with a new file system in it, and room for marks behind."""
    command, _, size, _ = KINDS[kind]
    with open(path, "wb") as f:
        f.truncate(size)
    subprocess.run([*command, *extra, path], check=True,
                   stdout=subprocess.DEVNULL)
    os.truncate(path, size + MARKS)


class Served:
    """The file system of FOLDER/image behind qemu-storage-daemon, with
    drivers above the file, mounted at FOLDER/top."""

    def __init__(self, kind, folder, drivers):
        self.kind, self.folder = kind, folder
        self.top, self.file = folder + "/top", folder + "/disk"
        os.mkdir(self.top)
        open(self.file, "wb").close()
        arguments = [QEMU]
        for driver in [f"driver=file,node-name=image,filename={folder}/image",
                       *drivers]:
            arguments += ["--blockdev", driver]
        arguments += ["--export", "type=fuse,id=export,node-name=last,"
                      f"mountpoint={self.file},writable=on"]
        self.said = open(folder + "/qemu", "wb")
        self.daemon = subprocess.Popen(arguments, stdout=self.said,
                                       stderr=self.said)
        size = KINDS[kind][2] + MARKS
        while os.stat(self.file).st_size != size:
            if self.daemon.poll() is not None:
                with open(folder + "/qemu", encoding="utf-8") as f:
                    raise OSError(f.read())
            time.sleep(0.01)
        self.loop = Loop(self.file, KINDS[kind][2])
        self.marks = os.open(self.file, os.O_WRONLY)
        self.at = KINDS[kind][2]

    def mount(self):
        mount(self.loop.path, self.top, self.kind, KINDS[self.kind][1])

    def sync(self):
        """This one alone: sync(2) would wait for those of other cases."""
        top = os.open(self.top, os.O_RDONLY)
        if LIBC.syncfs(top) != 0:
            raise OSError(ctypes.get_errno(), "syncfs")
        os.close(top)

    def mark(self, text):
        """Says TEXT in the log, in order with what the file system does."""
        block = text.encode().ljust(SECTOR, b"\0")
        assert len(block) == SECTOR
        if os.pwrite(self.marks, block, self.at) != SECTOR:
            raise OSError("no mark")
        self.at += SECTOR
        if self.at == KINDS[self.kind][2] + MARKS:
            self.at = KINDS[self.kind][2]

    def close(self):
        unmount(self.top)
        self.stop()

    def stop(self):
        os.close(self.marks)
        self.loop.close()
        # The device is gone a moment later; the daemon waits for nobody.
        LIBC.umount2(os.fsencode(self.file), MNT_DETACH)
        self.daemon.send_signal(signal.SIGTERM)
        self.daemon.wait()
        self.said.close()


class Logged(Served):
    """A disk with a log of what was written, in FOLDER/log, and how it was
    before that, in FOLDER/before."""

    def __init__(self, kind, folder):
        image = folder + "/image"
        make(kind, image)
        subprocess.run(["cp", "--sparse=always", image, folder + "/before"],
                       check=True)
        open(folder + "/log", "wb").close()
        super().__init__(kind, folder, [
            f"driver=file,node-name=log,filename={folder}/log",
            "driver=blklogwrites,node-name=last,file=image,log=log"])
        self.mount()


WRITE, FLUSH, MARK = "write", "flush", "mark"


def read_log(kind, path):
    """What was done, in order: (WRITE, offset, octets), (FLUSH,), (MARK,
    text)."""
    with open(path, "rb") as f:
        magic, version, entries, size = struct.unpack("<QQQI", f.read(28))
        assert magic == 0x6A736677736872 and version == 1, "no such log"
        f.seek(size)
        for _ in range(entries):
            sector, sectors, flags, _ = struct.unpack(
                "<QQQQ", f.read(size)[:32])
            n = sectors * size
            data = f.read(n) if n > 0 and not flags & 4 else b""
            if flags & 1:
                yield (FLUSH,)
            if n > 0 and sector * size >= KINDS[kind][2]:
                yield (MARK, data.rstrip(b"\0").decode())
            elif n > 0:
                yield (WRITE, sector * size, data or bytes(n))
            if flags & 2:
                yield (FLUSH,)
