#!/usr/bin/env bash
# pypdf puts control characters between the Thai letters of a typst PDF.
# Expected: the text layer, which Poppler reads exactly, is read alike by pypdf.
# Seen:     behind some marks above a letter stands a character such as U+0002, so that a search for the word finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'typst==0.15.2' 'pypdf==7.1.1' 'fontpkg-sarabun==1.0'
command -v pdftotext >/dev/null || { echo "needs Poppler (pdftotext)"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PY'
import subprocess
import sys
from pathlib import Path

import fontpkg_sarabun
import typst
from pypdf import PdfReader

print("typst 0.15.2, pypdf 7.1.1")
folder = Path(sys.argv[1])
(folder / "page.typ").write_text('#set text(font: "Sarabun", lang: "th")\nปัญหาต่างกัน', encoding="utf-8")
typst.compile(str(folder / "page.typ"), output=str(folder / "page.pdf"), font_paths=[str(Path(fontpkg_sarabun.__file__).parent)])
poppler = subprocess.run(["pdftotext", str(folder / "page.pdf"), "-"], check=True, capture_output=True, text=True).stdout
text = PdfReader(folder / "page.pdf").pages[0].extract_text()
print(repr(poppler.strip()), repr(text))
assert "ปัญหาต่างกัน" in poppler
assert "ปัญหา" not in text and any(ord(letter) < 32 for letter in text.strip())
PY
