#!/usr/bin/env bash
# python-docx's run.font sets size, bold and font for Latin text only: Thai keeps its former look.
# Expected: run.font.size, bold, italic and name apply to the run's text.
# Seen:     they write w:sz, w:b, w:i and ascii/hAnsi fonts; Word and LibreOffice take szCs, bCs, iCs and the cs font for Thai, which are not written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-docx==1.2.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import docx
from docx.oxml.ns import qn
from docx.shared import Pt

print("python-docx 1.2.0")
run = docx.Document().add_paragraph().add_run("งบประมาณ")
run.font.size, run.font.bold, run.font.italic, run.font.name = Pt(24), True, True, "TH SarabunPSK"
properties = run._r.rPr
written = {child.tag.split("}")[1] for child in properties}
assert {"sz", "b", "i", "rFonts"} <= written
assert not {"szCs", "bCs", "iCs", "cs"} & written
assert properties.find(qn("w:rFonts")).get(qn("w:cs")) is None
PY
