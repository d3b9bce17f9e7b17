"""Lists zips for the tests, with Python's own zipfile: an array of {"path", "bytes"} for each zip named on the command line."""
import json
import sys
import zipfile

json.dump([[{"path": i.filename, "bytes": i.file_size} for i in zipfile.ZipFile(name).infolist()] for name in sys.argv[1:]], sys.stdout)
