"""Writes a zip: FILE and, as JSON, its members: each a path with a text, a number of zero bytes, or a directory whose files come in below the path."""
import json
import os
import shutil
import sys
import zipfile

# So much at once of a member of zero bytes.
CHUNK = bytes(1 << 20)


def add(archive, path):
    """Opens a member that everybody may read, as Lambda wants it whatever the person's own mask is."""
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return archive.open(info, "w")


def write(archive, path, text=None, zeros=0, directory=None):
    if directory is None:
        with add(archive, path) as member:
            member.write((text or "").encode())
            for start in range(0, zeros, len(CHUNK)):
                member.write(CHUNK[: zeros - start])
        return
    for folder, _, names in sorted(os.walk(directory)):
        for name in sorted(names):
            file = os.path.join(folder, name)
            with open(file, "rb") as source, add(archive, os.path.join(path, os.path.relpath(file, directory))) as member:
                shutil.copyfileobj(source, member)


target, members = sys.argv[1:]
with zipfile.ZipFile(target, "w") as archive:
    for each in json.loads(members):
        write(archive, **each)
