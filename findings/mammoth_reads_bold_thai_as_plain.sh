#!/usr/bin/env bash
# mammoth reads bold Thai in a DOCX as plain.
# Expected: a Thai run that Word shows bold (a complex-script run with w:bCs) becomes <strong>, as pandoc makes it.
# Seen:     only w:b is looked at, which Word does not use for a complex-script run: the heading of the note is lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'mammoth==1.13.0' 'python-docx==1.2.0' 'pypandoc_binary==1.17'
"$folder/venv/bin/python" - "$folder" <<'PY'
import sys
from pathlib import Path

import docx
import mammoth
import pypandoc
from docx.oxml import OxmlElement

print("mammoth 1.13.0, pandoc", pypandoc.get_pandoc_version())
paper = Path(sys.argv[1]) / "paper.docx"
document = docx.Document()
properties = document.add_paragraph().add_run("ปัญหา")._r.get_or_add_rPr()
for name in ("w:bCs", "w:cs"):
    properties.append(OxmlElement(name))
document.save(str(paper))
with paper.open("rb") as file:
    assert mammoth.convert_to_html(file).value == "<p>ปัญหา</p>"
assert pypandoc.convert_file(str(paper), "html").strip() == "<p><strong>ปัญหา</strong></p>"
PY
