#!/usr/bin/env bash
# The page field that Word shows in Thai digits is printed in Thai letters by LibreOffice.
# Expected: PAGE \* ThaiArabic gives ๑, ๒, as in Word.
# Seen:     LibreOffice prints ก, ข.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-docx==1.2.0'
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice) on the PATH"; exit 2; }
export HOME="$folder"
soffice --version
"$folder/venv/bin/python" - "$folder" <<'PY'
import subprocess
import sys
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

folder = Path(sys.argv[1])
document = docx.Document()
footer = document.sections[0].footer.paragraphs[0]
field = OxmlElement("w:fldSimple")
field.set(qn("w:instr"), r"PAGE \* ThaiArabic")
footer.add_run("page=")
footer._p.append(field)
document.add_paragraph("one")
document.add_page_break()
document.add_paragraph("two")
document.save(folder / "report.docx")
command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]
subprocess.run(command, check=True, capture_output=True)
text = subprocess.run(["pdftotext", str(folder / "report.pdf"), "-"], check=True, capture_output=True, text=True).stdout
print(text.split())
assert "page=ก" in text and "page=ข" in text and "๑" not in text
PY
