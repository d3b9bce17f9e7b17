"""Writes a layer's zip for the benchmark: FILE BYTES FILES. Each fiftieth is a compiled one, as in NumPy; the rest is random, so that it is as heavy packed as unpacked."""
import os
import sys
import zipfile

# A shared object for x86_64.
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"

file, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    archive.writestr("python/demo-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    for number in range(count):
        suffix, head = ("so", ELF) if number % 50 == 0 else ("py", b"")
        archive.writestr(f"python/demo/package_{number % 100}/module_{number}.{suffix}", head + os.urandom(size // count))
