#!/usr/bin/env bash
# python-pptx's font.name sets the Latin font only: Thai stays in the theme's font.
# Expected: the text takes the font that was named.
# Seen:     it writes a:latin and no a:cs, which PowerPoint takes for Thai.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-pptx==1.0.2'
"$folder/venv/bin/python" - "$folder" <<'PY'
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

print("python-pptx 1.0.2")
deck = Presentation()
slide = deck.slides.add_slide(deck.slide_layouts[6])
run = slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.paragraphs[0].add_run()
run.text, run.font.name = "เหลียวหลัง แลหน้า", "TH SarabunPSK"
properties = run._r.get_or_add_rPr()
assert properties.find(qn("a:latin")) is not None and properties.find(qn("a:cs")) is None
PY
