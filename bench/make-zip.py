"""Writes a layer's zip for the benchmark: FILE BYTES FILES. The bytes are random, so that it is as heavy packed as unpacked."""
import os
import sys
import zipfile

file, size, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    archive.writestr("python/demo-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    for number in range(count):
        archive.writestr(f"python/demo/package_{number % 100}/module_{number}.py", os.urandom(size // count))
