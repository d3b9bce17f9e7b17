"""Tells pip which compiled wheels the Lambda runtime can load (PEP 600 has pip ask this module).

The runtimes up to Python 3.11 are built on Amazon Linux 2 with glibc 2.26, the later ones on Amazon Linux 2023 with
glibc 2.34. A wheel made for a newer glibc would install here and fail in the cloud with "GLIBC_2.xx not found".
It works from the virtualenv's site-packages folder.
"""
import sys

LAMBDA_GLIBC = (2, 26) if sys.version_info < (3, 12) else (2, 34)


def manylinux_compatible(major, minor, architecture):
    # None leaves the question of the machine's own glibc to pip.
    return None if (major, minor) <= LAMBDA_GLIBC else False
