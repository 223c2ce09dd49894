#!/usr/bin/env bash
# openpyxl opens a workbook saved as "Strict Open XML" with a warning alone, and finds no sheets in it.
# Expected: the sheet and its text, as Excel and LibreOffice show them, or an error.
# Seen:     a workbook with an empty list of sheets; calamine reads it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'openpyxl==3.1.5' 'python-calamine==0.9.1'
"$folder/venv/bin/python" - "$folder" <<'PY'
import io
import sys
import zipfile

import openpyxl
import python_calamine

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
print("openpyxl 3.1.5, python-calamine 0.9.1")
book, saved = openpyxl.Workbook(), io.BytesIO()
book.active.append(["งบน้อย"])
book.save(saved)
path = f"{sys.argv[1]}/strict.xlsx"
with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w") as new:
    for name in old.namelist():
        part = old.read(name)
        for transitional, strict in STRICT.items():
            part = part.replace(transitional, strict)
        new.writestr(name, part)
assert python_calamine.load_workbook(path).get_sheet_by_index(0).to_python() == [["งบน้อย"]]
assert openpyxl.load_workbook(path).worksheets == []
PY
