"""Runs a program and writes the CPU seconds and the peak memory in bytes that it took: `measured.py FILE PROGRAM ARGUMENT...`."""
import json
import resource
import subprocess
import sys

code = subprocess.call(sys.argv[2:])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump({"seconds": usage.ru_utime + usage.ru_stime, "bytes": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)}, file)
sys.exit(code)
