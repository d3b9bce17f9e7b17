"""Says what this interpreter is and how it reads requirement specifiers, as one JSON object on standard output."""
import glob
import importlib.util
import json
import os
import platform
import sys
import sysconfig


def bundled_pip():
    """The wheel of the pip that ensurepip puts into virtualenvs; None when it is not found."""
    try:
        import ensurepip
    except ImportError:
        return None
    bundled = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
    # Linux distributions keep the wheels elsewhere: the configured folder, or Debian's.
    folders = [bundled, sysconfig.get_config_var("WHEEL_PKG_DIR") or bundled, "/usr/share/python-wheels"]
    wheels = [wheel for folder in folders for wheel in sorted(glob.glob(os.path.join(folder, "pip-*.whl")))]
    return wheels[0] if wheels else None


def requirement_class():
    """The parser that pip itself uses; without a pip of its own, the one in the wheel that ensurepip would install."""
    if importlib.util.find_spec("pip") is None:
        wheel = bundled_pip()
        if wheel is None:
            raise ImportError("there is no pip")
        sys.path.insert(0, wheel)
    from pip._vendor.packaging.requirements import Requirement

    return Requirement


def read_specifiers(specifiers):
    try:
        parse = requirement_class()
    except (ImportError, OSError):
        return None
    found = []
    for text in specifiers:
        try:
            found.append({"specifier": text, "name": parse(text).name})
        except ValueError as error:
            found.append({"specifier": text, "error": str(error).splitlines()[0].rstrip(" :.")})
    return found


json.dump(
    {
        "version": list(sys.version_info[:3]),
        "executable": sys.executable,
        # Of which this may be a virtualenv, or a link: those go away sooner than it does.
        "base": os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable),
        "platform": sys.platform,
        "machine": platform.machine(),
        "ensurepip": importlib.util.find_spec("ensurepip") is not None,
        "venv": importlib.util.find_spec("venv") is not None,
        "pip": bundled_pip(),
        "specifiers": read_specifiers(sys.argv[1:]),
    },
    sys.stdout,
)
