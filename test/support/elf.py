"""Reads what the compiled files below a folder need, from their ELF headers alone: the machine, and the newest GLIBC_x.y.

Prints an array of {"path", "machine", "glibc"}; machine is the number of the ELF specification, glibc is [x, y] or null.
"""
import json
import os
import re
import struct
import sys

SHT_GNU_VERNEED = 0x6FFFFFFE


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"\x7fELF":
        return None
    assert data[4:6] == b"\x02\x01", f"{path} is not 64-bit little-endian"
    machine = struct.unpack_from("<H", data, 18)[0]
    (start,) = struct.unpack_from("<Q", data, 40)
    size, count = struct.unpack_from("<HH", data, 58)
    # Of each section: name, type, flags, address, offset, size, link, info.
    sections = [struct.unpack_from("<IIQQQQII", data, start + index * size) for index in range(count)]
    versions = [version for section in sections if section[1] == SHT_GNU_VERNEED for version in needed(data, section, sections[section[6]][4])]
    return {"path": path, "machine": machine, "glibc": max(versions, default=None)}


def needed(data, section, strings):
    """The GLIBC versions of a section of needed symbol versions: one record a library, each with its versions."""
    library = section[4]
    for _ in range(section[7]):
        _, count, _, first, following = struct.unpack_from("<HHIII", data, library)
        version = library + first
        for _ in range(count):
            _, _, _, name, next_version = struct.unpack_from("<IHHII", data, version)
            text = data[strings + name : data.index(b"\0", strings + name)].decode()
            found = re.fullmatch(r"GLIBC_(\d+)\.(\d+)(?:\.\d+)?", text)
            if found:
                yield [int(found[1]), int(found[2])]
            version += next_version
        library += following


files = [os.path.join(folder, name) for folder, _, names in os.walk(sys.argv[1]) for name in names if ".so" in name]
json.dump([found for found in map(read, sorted(files)) if found], sys.stdout)
