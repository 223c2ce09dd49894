#!/usr/bin/env bash
# A one-word Thai answer in Windows-874 is read as Japanese.
# Expected: «ไม่มี» (nothing), the commonest short answer, saved by a Thai Excel as CSV, is read as Thai.
# Seen:     charset-normalizer answers cp932 and gives kanji; a longer Thai sentence it reads rightly.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'charset-normalizer==3.5.3'
"$folder/venv/bin/python" - "$folder" <<'PY'
from charset_normalizer import from_bytes

print("charset-normalizer 3.5.3")
short = from_bytes("ไม่มี".encode("cp874")).best()
print(short.encoding, str(short))
assert short.encoding == "cp932" and str(short) != "ไม่มี"
longer = from_bytes("งบประมาณโอนมาล่าช้า".encode("cp874")).best()
assert str(longer) == "งบประมาณโอนมาล่าช้า"
PY
