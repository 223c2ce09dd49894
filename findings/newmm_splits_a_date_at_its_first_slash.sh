#!/usr/bin/env bash
# PyThaiNLP's newmm cuts a date behind the day and leaves the rest whole, slash in front.
# Expected: 30/10/2563 is one token, or five.
# Seen:     it is two: "30" and "/10/2563".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pythainlp==5.4.0'
"$folder/venv/bin/python" - "$folder" <<'PY'
from pythainlp import word_tokenize

print("pythainlp 5.4.0")
assert word_tokenize("ส่งภายในวันที่ 30/10/2563")[-2:] == ["30", "/10/2563"]
assert word_tokenize("เลขที่ ๑๒/๓")[-3:] == ["๑๒", "/", "๓"]
PY
