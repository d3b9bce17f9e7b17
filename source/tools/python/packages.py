"""Says what is installed: every distribution's version, size and modules, and where the named ones import from.

The first argument is a folder that pip filled with --target, or empty for this environment; the others are names to import.
"""
import importlib
import json
import os
import re
import sys
from importlib import metadata

TOOLS = {"pip", "setuptools", "wheel"}


def canonical(name):
    """PEP 503: names are equal when they differ only in case and in runs of - _ and . characters."""
    return re.sub(r"[-_.]+", "-", name).lower()


def size_of(distribution):
    """Bytes of the installed files that its RECORD names and that exist."""
    paths = (entry.locate() for entry in distribution.files or [])
    return sum(path.stat().st_size for path in paths if path.is_file())


def modules_in(distribution):
    """The modules that it installs at the top, from its list of files: not every wheel names them."""
    found = {entry.parts[0].split(".")[0] for entry in distribution.files or [] if entry.suffix in (".py", ".so")}
    return sorted(name for name in found if name.isidentifier())


def imported(name, modules):
    # Its own name, else a public one: PyYAML has _yaml and yaml.
    preferred = [module for module in modules if canonical(module) == name] or [module for module in modules if module[0] != "_"]
    if not preferred:
        return {"error": f"{name} has no module that could be imported"}
    try:
        module = importlib.import_module(preferred[0])
    except Exception as error:
        return {"module": preferred[0], "error": f"{type(error).__name__}: {error}".splitlines()[0]}
    path = getattr(module, "__file__", None) or list(module.__path__)[0]
    return {"module": preferred[0], "path": path}


# What a package prints when it is imported must not come between what is told here.
told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

folder, *names = sys.argv[1:]
wanted = {canonical(name) for name in names}
packages = {}
for distribution in metadata.distributions(path=[folder]) if folder else metadata.distributions():
    name = canonical(distribution.metadata["Name"])
    if name in TOOLS:
        continue
    modules = modules_in(distribution)
    packages[name] = {"name": name, "version": distribution.version, "bytes": size_of(distribution), "modules": modules}
    if name in wanted:
        packages[name].update(imported(name, modules))

with told:
    json.dump(list(packages.values()), told)
