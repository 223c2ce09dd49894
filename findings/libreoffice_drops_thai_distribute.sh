#!/usr/bin/env bash
# LibreOffice drops Word's Thai justification and sets such paragraphs flush left.
# Expected: w:jc="thaiDistribute" is kept, or becomes justified as "both" does.
# Seen:     written back to DOCX the paragraph is left-aligned, while "both" is kept.
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
from docx.oxml.ns import qn

folder = Path(sys.argv[1])
document = docx.Document()
for alignment in ("thaiDistribute", "both"):
    paragraph = document.add_paragraph("งบประมาณโอนมาล่าช้า ทำให้ดำเนินงานไม่ทันตามแผน " * 6)
    properties = paragraph._p.get_or_add_pPr()
    properties.get_or_add_jc().set(qn("w:val"), alignment)
document.save(folder / "in.docx")
(folder / "out").mkdir()
command = ["soffice", "--headless", "--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "in.docx")]
subprocess.run(command, check=True, capture_output=True)
found = []
for paragraph in docx.Document(folder / "out" / "in.docx").paragraphs:
    if paragraph.text.strip():
        jc = paragraph._p.pPr.find(qn("w:jc")) if paragraph._p.pPr is not None else None
        found.append(jc.get(qn("w:val")) if jc is not None else None)
print(found)
assert found[0] in (None, "left", "start") and found[1] == "both"
PY
