"""Makes layers of each kind in a directory, as zips: `layers.py DIRECTORY`. Compiled files are headers of real formats, with a name of a symbol version where one matters."""
import struct
import sys
import zipfile
from pathlib import Path

X86_64, AARCH64 = 62, 183


def elf(machine, glibc):
    return b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHI", 3, machine, 1) + bytes(5000) + f"GLIBC_2.2.5\0GLIBC_{glibc}\0".encode()


def macho(cpu=0x0100000C):
    return struct.pack("<II", 0xFEEDFACF, cpu) + bytes(100)


def wheel(*tags, name="demo", version="1.0", below="python"):
    return {f"{below}/{name}-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n" + "".join(f"Tag: {tag}\n" for tag in tags)}


def module(machine, name="demo", python="311", triple="x86_64-linux-gnu", glibc="2.17", below="python"):
    return {f"{below}/{name}/_core.cpython-{python}-{triple}.so": elf(machine, glibc), f"{below}/{name}/__init__.py": ""}


layers = {
    "x86_64": {**wheel("cp311-cp311-manylinux_2_17_x86_64", "cp311-cp311-manylinux2014_x86_64"), **module(X86_64)},
    "arm64": {**wheel("cp311-cp311-manylinux_2_17_aarch64"), **module(AARCH64, triple="aarch64-linux-gnu")},
    "macos": {**wheel("cp311-cp311-macosx_11_0_arm64"), "python/demo/_core.cpython-311-darwin.so": macho()},
    "glibc": {**wheel("cp311-cp311-manylinux_2_28_x86_64"), **module(X86_64, glibc="2.28")},
    "glibc-unsaid": {**wheel("cp311-cp311-linux_x86_64"), **module(X86_64, glibc="2.38")},
    "no-python": {**wheel("py3-none-any", below="site-packages"), "site-packages/demo/__init__.py": ""},
    "other-version": {**wheel("py3-none-any", below="python/lib/python3.12/site-packages"), "python/lib/python3.12/site-packages/demo/__init__.py": ""},
    "heavy": {"python/demo/__init__.py": "", "python/demo/data.bin": bytes(262_144_001)},
    "mixed": {**wheel("cp311-cp311-manylinux_2_17_x86_64"), **module(X86_64), **wheel("cp311-cp311-manylinux_2_17_aarch64", name="other"), **module(AARCH64, name="other", triple="aarch64-linux-gnu")},
    "pure": {**wheel("py3-none-any"), "python/demo/__init__.py": "", "python/bin/demo": "#!/usr/bin/python3\n"},
    "empty": {},
}

for name, files in layers.items():
    with zipfile.ZipFile(Path(sys.argv[1]) / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
