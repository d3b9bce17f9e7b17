import importlib
import os
import re
from importlib import metadata

# Names of packages as one installs them; the module that one imports can have another name (PyYAML: yaml).
PACKAGES = os.environ["PACKAGES"].split()


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def import_package(name):
    files = metadata.files(name) or []
    modules = sorted({file.parts[0].split(".")[0] for file in files if file.suffix in (".py", ".so")})
    # Its own name, else a public one: PyYAML has _yaml and yaml.
    preferred = [module for module in modules if canonical(module) == canonical(name)] or [module for module in modules if module.isidentifier() and module[0] != "_"]
    return importlib.import_module(preferred[0])


def hello(event, context):
    modules = {name: import_package(name) for name in PACKAGES}
    return {
        "statusCode": 200,
        "body": "\n".join(f"{name} {metadata.version(name)}" for name in PACKAGES),
        # Where each module was loaded from: the virtualenv, the function's own code, or a layer.
        "modules": {name: module.__file__ or list(module.__path__)[0] for name, module in modules.items()},
    }
