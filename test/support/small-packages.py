"""Makes small wheels, and source distributions that pip could build: each argument is FOLDER/NAME-VERSION-TAG.whl or FOLDER/NAME-VERSION.tar.gz.

A wheel's name may be followed by what it requires: NAME-VERSION-TAG.whl@REQUIREMENT.
"""
import io
import os
import sys
import tarfile
import zipfile

for argument in sys.argv[1:]:
    path, _, requires = argument.partition("@")
    stem = os.path.basename(path).removesuffix(".whl").removesuffix(".tar.gz")
    name, version, *tag = stem.split("-")
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + (f"Requires-Dist: {requires}\n" if requires else "")
    if not tag:
        with tarfile.open(path, "w:gz") as archive:
            for file, text in [("PKG-INFO", metadata), ("setup.py", f"from setuptools import setup; setup(name={name!r}, version={version!r}, py_modules=[])")]:
                member = tarfile.TarInfo(f"{stem}/{file}")
                member.size = len(text)
                archive.addfile(member, io.BytesIO(text.encode()))
        continue
    info = f"{name}-{version}.dist-info"
    pure = str(tag[-1] == "any").lower()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", f"__version__ = {version!r}\n")
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: {pure}\nTag: {'-'.join(tag)}\n")
        archive.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
