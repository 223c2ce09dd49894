#!/usr/bin/env bash
# typst's PDF gives a Thai syllable twice in its text layer where a tone mark stands above a vowel.
# Expected: pdftotext and PDFium read ท้องถิ่น, ซึ่ง, ทั้งนี้ as they were typed, and a search finds them.
# Seen:     ท้องถิ่ถิ่น, ซึ่ซึ่ง, ทั้ทั้งนี้: the mark that is moved up is drawn apart from its letter, outside of the span with the
#           syllable's text, and its entry in ToUnicode is the whole syllable again. The same with PDF/UA-1 and without tags.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'typst==0.15.2' 'pypdfium2==5.15.2' 'fontpkg-sarabun==1.0'
command -v pdftotext >/dev/null || { echo "needs Poppler (pdftotext)"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PY'
import subprocess
import sys
from pathlib import Path

import fontpkg_sarabun
import pypdfium2
import typst

print("typst 0.15.2")
folder = Path(sys.argv[1])
(folder / "page.typ").write_text('#set text(font: "Sarabun", lang: "th")\nท้องถิ่น ซึ่ง ทั้งนี้', encoding="utf-8")
typst.compile(str(folder / "page.typ"), output=str(folder / "page.pdf"), font_paths=[str(Path(fontpkg_sarabun.__file__).parent)])
poppler = subprocess.run(["pdftotext", str(folder / "page.pdf"), "-"], check=True, capture_output=True, text=True).stdout
pdfium = pypdfium2.PdfDocument(folder / "page.pdf")[0].get_textpage().get_text_bounded()
print(repr(poppler), repr(pdfium))
assert "ท้องถิ่ถิ่น" in poppler and "ซึ่ซึ่ง" in poppler
assert "ท้องถิ่น" not in pdfium
PY
