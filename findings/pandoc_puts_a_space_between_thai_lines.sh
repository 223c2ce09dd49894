#!/usr/bin/env bash
# pandoc puts a space between two Thai lines, also where it is told to join East Asian lines.
# Expected: Thai is written without spaces between words; with east_asian_line_breaks a line break inside a paragraph
#           of a Thai text is joined as that of a Chinese one is.
# Seen:     the Chinese lines are joined; between the Thai ones a space appears, in HTML and in DOCX alike, which a
#           Thai reader takes for the end of a clause.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pypandoc_binary==1.17' 'python-docx==1.2.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import sys
from pathlib import Path

import docx
import pypandoc

print("pandoc", pypandoc.get_pandoc_version(), "of pypandoc_binary 1.17")
reader = "markdown+east_asian_line_breaks"
assert pypandoc.convert_text("会议\n决定", "html", format=reader).strip() == "<p>会议决定</p>"
assert pypandoc.convert_text("งบประ\nมาณ", "html", format=reader).strip() == "<p>งบประ มาณ</p>"
paper = Path(sys.argv[1]) / "paper.docx"
pypandoc.convert_text("ที่ประชุมมีมติ\nเห็นชอบ", "docx", format=reader, outputfile=str(paper))
assert [paragraph.text for paragraph in docx.Document(str(paper)).paragraphs] == ["ที่ประชุมมีมติ เห็นชอบ"]
PY
