#!/usr/bin/env bash
# PyMuPDF shrinks a Thai paragraph instead of breaking its lines, and writes some of its letters wrong into the text layer.
# Expected: insert_htmlbox wraps a Thai paragraph in a box that has room for it, as it wraps English and Chinese, and
#           the page's own text can be searched for.
# Seen:     without a space in it the paragraph stays one line and is scaled down to fit the box; told not to scale,
#           nothing is written; ที่ is read back with a hyphen, ปี with a grave accent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pymupdf==2.0'
"$folder/venv/bin/python" - <<'PY'
import pymupdf

print("PyMuPDF", pymupdf.__version__)
THAI = "ที่ประชุมมีมติให้เร่งรัดการเบิกจ่ายงบประมาณตามแผนปฏิบัติราชการ"


def written(text, **options):
    page = pymupdf.open().new_page()
    spare, scale = page.insert_htmlbox(pymupdf.Rect(50, 50, 250, 400), text, **options)
    return spare, scale, page.get_text()


assert written("meeting " * 9)[1] == 1
assert written("会议决定加快预算支出" * 3)[1] == 1
assert written(THAI)[1] < 0.7
assert written(THAI, scale_low=1)[0] == -1
assert written("ปีที่ดี")[2].strip() == "ป`ที-ดี"
PY
