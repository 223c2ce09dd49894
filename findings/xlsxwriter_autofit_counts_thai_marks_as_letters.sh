#!/usr/bin/env bash
# xlsxwriter's autofit counts each Thai tone mark and upper or lower vowel as a letter of full width.
# Expected: a column of ที่นี่ (two consonants wide and four marks above them) is as wide as one of ทน.
# Seen:     it is three times as wide before padding.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'xlsxwriter==3.3.1'
"$folder/venv/bin/python" - "$folder" <<'PY'
import io
import re
import zipfile

import xlsxwriter

print("xlsxwriter 3.3.1")


def width(text: str) -> float:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, text)
        sheet.autofit()
    xml = zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml").decode()
    return float(re.search(r'<col [^>]*width="([\d.]+)"', xml).group(1))


plain, marked = width("ทน" * 10), width("ที่นี่" * 10)
print(plain, marked)
assert marked > 2.5 * plain
PY
