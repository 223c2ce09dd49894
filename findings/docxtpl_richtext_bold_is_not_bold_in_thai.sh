#!/usr/bin/env bash
# docxtpl's RichText writes bold and italic for Latin text only.
# Expected: RichText(bold=True) is bold in Thai as in English.
# Seen:     it writes w:b and w:i, size for both kinds of script (sz and szCs), and neither bCs nor iCs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'docxtpl==0.20.2'
"$folder/venv/bin/python" - "$folder" <<'PY'
from docxtpl import RichText

print("docxtpl 0.20.2")
xml = str(RichText("งบประมาณ", bold=True, italic=True, size=32))
print(xml)
assert "<w:b/>" in xml and "<w:i/>" in xml and "w:szCs" in xml
assert "bCs" not in xml and "iCs" not in xml
PY
