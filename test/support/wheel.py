"""Makes wheels of pure Python: wheel.py <directory> <JSON: [{name, version, files: {path: text, or a number of bytes}}]>"""
import json
import sys
import zipfile

directory, wheels = sys.argv[1:]
for wheel in json.loads(wheels):
    stem = f"{wheel['name'].replace('-', '_')}-{wheel['version']}"
    info = f"{stem}.dist-info"
    files = {
        **wheel["files"],
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {wheel['name']}\nVersion: {wheel['version']}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(f"{directory}/{stem}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, content in files.items():
            # Zeros: large when unpacked, and nothing to send.
            archive.writestr(path, bytes(content) if isinstance(content, int) else content)
