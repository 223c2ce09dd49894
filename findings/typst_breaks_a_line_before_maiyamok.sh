#!/usr/bin/env bash
# typst breaks a line before the repetition mark ๆ, which Thai spelling forbids.
# Expected: ๆ stays with the word that it repeats, also where a space stands between them, as official spelling writes it.
# Seen:     a line begins with ๆ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'typst==0.15.2' 'pypdf==7.1.1' 'fontpkg-sarabun==1.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
import sys
from pathlib import Path

import fontpkg_sarabun
import typst
from pypdf import PdfReader

print("typst 0.15.2")
folder = Path(sys.argv[1])
fonts = str(Path(fontpkg_sarabun.__file__).parent)
seen = False
for width in range(40, 140, 2):
    source = folder / "page.typ"
    source.write_text(
        f'#set page(width: {width}pt, height: 200pt, margin: 5pt)\n#set text(font: "Sarabun", size: 10pt, lang: "th")\n'
        "ปัญหาต่าง ๆ ของหมู่บ้าน",
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(folder / "page.pdf"), font_paths=[fonts])
    lines = PdfReader(folder / "page.pdf").pages[0].extract_text().splitlines()
    if any(line.strip().startswith("ๆ") for line in lines):
        print(width, lines)
        seen = True
assert seen
PY
