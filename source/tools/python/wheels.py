"""Asks pip which versions of a package it would install: for each row of flags the newest one, and the newest that is asked for.

Arguments: a requirement, and an object of rows, each a list of pip's flags. Nothing is downloaded but the index's pages.
Ends with 1 when the index could not be asked.
"""
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.specifiers import SpecifierSet

SECONDS = 20


def versions_of(name, flags):
    """All versions that pip would install with the flags.

    Pip tells them when it is asked for one that cannot exist. `pip index versions` does not look at --only-binary.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--retries", "1", "--timeout", "10", "--dest", folder, *flags]
        done = subprocess.run([*command, f"{name}===no.such.version"], capture_output=True, text=True, timeout=SECONDS)
    found = re.search(r"\(from versions: (.*)\)", done.stderr)
    # An index that does not answer has no versions either, as pip tells it; only its second try is told.
    if not found or "Retrying" in done.stderr:
        sys.exit(done.stderr)
    return [] if found[1] in ("", "none") else found[1].split(", ")


def newest(versions, specifier):
    # Pip lists them from old to new; pre-releases count where they are asked for, or where there is nothing else.
    return max(specifier.filter(versions), key=versions.index, default=None)


requirement = Requirement(sys.argv[1])
rows = json.loads(sys.argv[2])
# Two at a time: each is a Python of its own.
with ThreadPoolExecutor(2) as pool:
    found = list(pool.map(lambda flags: versions_of(requirement.name, flags), rows.values()))

report = {}
for row, versions in zip(rows, found):
    answers = {"newest": newest(versions, SpecifierSet()), "asked": newest(versions, requirement.specifier)}
    report[row] = {key: version for key, version in answers.items() if version}
json.dump({"name": requirement.name, "rows": report}, sys.stdout)
