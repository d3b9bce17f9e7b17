"""Makes one zip that is hard to inspect: `hostile_zips.py KIND FILE`. The kinds are the functions below, with dashes."""
import struct
import sys
import zlib

MOST = 65_535
MEBI = 1024 * 1024


def deflated(chunks):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join([*map(packer.compress, chunks), packer.flush()])


class Zip:
    """Writes members as they are said to be, true or not."""

    def __init__(self, file):
        self.file = open(file, "wb")
        self.directory = []

    def local(self, name, data):
        start = self.file.tell()
        self.file.write(struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0x800, 8, 0, 0, 0, len(data), 0, len(name), 0) + name + data)
        return start

    def central(self, name, start, packed, unpacked, extra=b"", comment=b"", flags=0x800):
        self.directory.append(struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, flags, 8, 0, 0, 0, packed, unpacked, len(name), len(extra), len(comment), 0, 0, 0, start) + name + extra + comment)

    def add(self, name, data, unpacked, **more):
        name = name.encode() if isinstance(name, str) else name
        self.central(name, self.local(name, data), len(data), unpacked, **more)

    def close(self):
        start = self.file.tell()
        size = sum(map(len, self.directory))
        self.file.write(b"".join(self.directory))
        self.file.write(struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(self.directory), len(self.directory), size, start, 0))
        self.file.close()


ELF = b"\x7fELF\2\1\1" + bytes(9) + struct.pack("<HHI", 3, 62, 1)


def shared_member(z):
    """All members are the same 100 MiB."""
    data = deflated([ELF] + [bytes(MEBI)] * 100)
    start = z.local(b"a.so", data)
    for n in range(MOST):
        z.central(b"%d.so" % n, start, len(data), 100 * MEBI + len(ELF))


def full(z, filling, size=249 * MEBI, members=1):
    """As much as is read, of one filling."""
    block = (filling * (MEBI // len(filling) + 1))[:MEBI]
    each = size // members
    data = deflated([ELF] + [block] * (each // MEBI) + [block[:each % MEBI]])
    for n in range(members):
        z.add(f"python/{n}.so", data, each + len(ELF))


def versions(z): full(z, b"GLIBC_9.9")


def many_binaries(z): full(z, bytes(1), members=5000)


def medium_binaries(z): full(z, b"GLIBC_9.9", members=950)


def many_small_streams(z): full(z, bytes(1), members=990)


def tiny(z, name):
    data = deflated([b"x"])
    for n in range(MOST):
        z.add(name(n), data, 1)


def many_binary_names(z):
    data = deflated([ELF + bytes(4100)])
    for n in range(5000):
        z.add(f"python/{n:01030d}.so", data, len(ELF) + 4100)


def wide_names(z): tiny(z, lambda n: ("python/" + "ж" * 60 + f"{n:05d}"))


def deep_names(z): tiny(z, lambda n: f"python/{n:05d}/" + "a/" * 32 + "b")


def allowed_extra_fields(z):
    """Each entry holds as many empty extra fields as it may."""
    extra = b"\x99\x99\0\0" * 1024
    for n in range(3000):
        z.add(f"python/{n}.py", b"\3\0", 0, extra=extra)


def large_extra_fields(z):
    for n in range(390):
        z.add(f"python/{n}.py", b"\3\0", 0, extra=b"\x99\x99\0\0" * 16_000)


def spread_extra_fields(z):
    extra = b"\x99\x99\0\0" * 30
    for n in range(MOST):
        z.add(f"{n}.so", b"\3\0", 0, extra=extra)


def comments(z):
    for n in range(700):
        z.add(f"python/{n}.py", b"\3\0", 0, comment=b"\x80" * 65_000)


def wheels(z):
    for n in range(500):
        text = f"Wheel-Version: 1.0\nTag: cp311-cp311-win{n}\n" + "".join(f"Tag: {i:x}-{n:x}\n" for i in range(18))
        z.add(f"python/demo{n}-1.0.dist-info/WHEEL", deflated([text.encode()]), len(text))


def tags(z):
    text = "".join(f"Tag: {i:x}\n" for i in range(30_000))[:MEBI // 8 - 20]
    z.add("python/demo-1.0.dist-info/WHEEL", deflated([text.encode()]), len(text))


def many_wheels(z):
    data = deflated([b"Tag: cp311-cp311-win32\n"])
    for n in range(MOST):
        z.add(f"python/demo{n}-1.0.dist-info/WHEEL", data, 23)


def heavy(z):
    """An honest layer of 900 MB."""
    data = deflated([ELF] + [bytes(MEBI)] * 90)
    for n in range(10):
        z.add(f"python/torch/lib/{n}.so", data, 90 * MEBI + len(ELF))
    z.add("python/torch-2.0.dist-info/WHEEL", deflated([b"Tag: cp311-cp311-linux_x86_64\n"]), 30)


def tops(z):
    data = deflated([b"x"])
    for n in range(MOST):
        z.add(f"{n:075d}/b.py", data, 1)


if __name__ == "__main__":
    z = Zip(sys.argv[2])
    globals()[sys.argv[1].replace("-", "_")](z)
    z.close()
