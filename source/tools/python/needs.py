"""Says what packages in a folder need in another environment and is not there.

Pip reads the conditions of requirements (PEP 508 markers, e.g. `; python_version < "3.11"`) for the Python that it runs on, whatever
--python-version and --platform say. Arguments: the folder, and the values of the markers there. Extras are not looked at.
"""
import json
import re
import sys
from importlib import metadata

from pip._vendor.packaging.requirements import Requirement


def canonical(name):
    """PEP 503: names are equal when they differ only in case and in runs of - _ and . characters."""
    return re.sub(r"[-_.]+", "-", name).lower()


folder, environment = sys.argv[1], {**json.loads(sys.argv[2]), "extra": ""}
packages = {canonical(package.metadata["Name"]): package for package in metadata.distributions(path=[folder])}
absent = []
for name, package in sorted(packages.items()):
    for requirement in map(Requirement, package.requires or []):
        applies = requirement.marker is None or requirement.marker.evaluate(environment)
        if applies and canonical(requirement.name) not in packages:
            absent.append({"package": name, "needs": canonical(requirement.name)})
json.dump(absent, sys.stdout)
